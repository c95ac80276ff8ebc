namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>How a column's values are read, bound, ordered and printed, whatever its engine calls the type.</summary>
internal enum ColumnKind
{
    /// <summary>Anything read and compared as text that the database makes of it.</summary>
    Other,
    Integer,
    Decimal,
    Float,
    Text,
    Flag,
    Day,

    /// <summary>Date and time without an offset.</summary>
    Moment,

    /// <summary>Date and time with an offset; read as UTC.</summary>
    Instant,
    Guid,
    Binary,

    /// <summary>rowversion of SQL Server.</summary>
    RowVersion,

    /// <summary>xid8 of PostgreSQL.</summary>
    TransactionId,
}

/// <summary>A described column with its kind and its quoted name.</summary>
internal sealed record Column(SqlColumn Description, ColumnKind Kind, string Quoted)
{
    public string Name => Description.Name;

    public bool IsTime => Kind is ColumnKind.Moment or ColumnKind.Instant or ColumnKind.Day;
}
