namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>What went wrong on the SQL side; each says what the operator should do.</summary>
public enum SqlSideKind
{
    /// <summary>No answer from the server: check address, port, network. The run fails and is tried again by schedule.</summary>
    Unreachable,

    /// <summary>The server refused the sign-in: check user and password of the connection.</summary>
    Unauthorized,

    /// <summary>The table or view is gone: check its name, or restore it.</summary>
    TableMissing,

    /// <summary>A column the definition names is gone: it was renamed or dropped; change the definition.</summary>
    ColumnMissing,

    /// <summary>Two rows carry one key: mend the source or choose other key columns.</summary>
    DuplicateKey,

    /// <summary>A deadlock, a lock time-out or a serialisation failure: safe to repeat.</summary>
    Busy,

    /// <summary>The value does not fit the column.</summary>
    ValueDoesNotFit,

    /// <summary>Anything else the driver says.</summary>
    Other,
}

/// <summary>A failure of a SQL side. The message carries no connection string and no row values.</summary>
public sealed class SqlSideException(SqlSideKind kind, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public SqlSideKind Kind => kind;
}
