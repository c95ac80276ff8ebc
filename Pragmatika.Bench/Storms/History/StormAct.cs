namespace Pragmatika.Bench.Storms.History;

/// <summary>What can happen in a storm. Records are named by the numbers of rows and clients; an act whose records are not there does nothing.</summary>
internal enum StormAct
{
    /// <summary>A row (A) of a client (B) appears in the table.</summary>
    RowBorn,

    /// <summary>A row (A) leaves the table.</summary>
    RowGone,

    /// <summary>1C changes a client (A) in all rows that carry him.</summary>
    SqlName,
    SqlPhone,

    /// <summary>1C empties a client's (A) phone.</summary>
    SqlNoPhone,

    /// <summary>1C changes a row (A).</summary>
    SqlAmount,
    SqlStage,
    SqlClosed,

    /// <summary>A person changes a client (A) in the CRM.</summary>
    CrmName,
    CrmPhone,
    CrmNoName,

    /// <summary>A person changes the deal of a row (A).</summary>
    CrmAmount,
    CrmStage,
    CrmClosed,
    CrmComment,

    /// <summary>A person deletes the deal of a row (A).</summary>
    DealGone,

    /// <summary>A person takes the deal of a row (A) out of the recycle bin; it comes back under its own id, or under a new one (B even).</summary>
    DealBack,

    /// <summary>A person makes a contact with the phone of a client (A) that is in no row yet.</summary>
    ContactBorn,

    /// <summary>A person merges a client (B) into another (A).</summary>
    Merge,

    /// <summary>Time passes: A seconds.</summary>
    Wait,

    /// <summary>The engine asks the portal for what changed; in weather A.</summary>
    Poll,

    /// <summary>The engine compares all ids; in weather A.</summary>
    Sweep,

    /// <summary>The engine runs; in weather A.</summary>
    Run,
    RunFull,
    RunHeard,

    /// <summary>A run that plans only.</summary>
    DryRun,
}
