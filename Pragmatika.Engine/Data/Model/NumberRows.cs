namespace Pragmatika.Engine.Data.Model;

/// <summary>The small number by which hot tables name an exchange (Flow is empty) or one flow of it.</summary>
public sealed class ScopeRow
{
    public int Id { get; set; }

    public required string Exchange { get; set; }

    public required string Flow { get; set; }

    /// <summary>Highest CRM id ever linked by the flow.</summary>
    public long HighestCrmId { get; set; }
}

/// <summary>Numbers handed out in the order of commits: whoever takes some holds the row until its transaction ends.</summary>
public sealed class CounterRow
{
    public const string Journal = "journal";

    public const string Inbox = "inbox";

    public required string Name { get; set; }

    public long Value { get; set; }
}
