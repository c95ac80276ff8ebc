using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Sql;

/// <summary>One SQL connection. Errors come as <see cref="SqlSideException"/> with a kind and a remedy; secrets never stand in messages.</summary>
public interface ISqlConnector
{
    SqlEngine Engine { get; }

    Task<ConnectionCheck> TestAsync(CancellationToken cancellationToken);

    /// <summary>Tables and views without their columns, by name.</summary>
    Task<IReadOnlyList<SqlTable>> TablesAsync(CancellationToken cancellationToken);

    /// <summary>One table with its columns in table order; throws <see cref="SqlSideKind.TableMissing"/>.</summary>
    Task<SqlTable> DescribeAsync(string table, CancellationToken cancellationToken);

    Task<IReadOnlyList<SourceRow>> SampleAsync(string table, IReadOnlyList<string> key, int rows, CancellationToken cancellationToken);

    /// <summary>Rows that <see cref="ReadAsync"/> would yield now; null when counting is too dear to be worth it.</summary>
    Task<long?> CountAsync(SqlRead read, CancellationToken cancellationToken);

    /// <summary>Pages in order. Column presence is checked before the first page (<see cref="SqlSideKind.ColumnMissing"/>).</summary>
    IAsyncEnumerable<SourcePage> ReadAsync(SqlRead read, CancellationToken cancellationToken);

    /// <summary>Queue mode: turns every row of one status into another in one statement, so that a row changed later shows as new again. Returns the number of rows.</summary>
    Task<int> ClaimAsync(string table, string statusColumn, int from, int to, CancellationToken cancellationToken);

    /// <summary>
    /// Sets <paramref name="columns"/> on many rows in one transaction and leaves every other column alone. A value longer than its column is cut only for text columns
    /// named in <paramref name="mayCut"/>. With <paramref name="onlyWhere"/> rows whose status has moved on meanwhile are left alone. Returns the number of rows set.
    /// </summary>
    Task<int> WriteBackAsync(
        string table,
        IReadOnlyList<string> key,
        IReadOnlyList<string> columns,
        IReadOnlyList<RowUpdate> updates,
        IReadOnlySet<string> mayCut,
        StatusFilter? onlyWhere,
        CancellationToken cancellationToken);

    /// <summary>Adds rows in one transaction: column → value; columns that are not named get their defaults.</summary>
    Task InsertAsync(string table, IReadOnlyList<IReadOnlyDictionary<string, object?>> rows, CancellationToken cancellationToken);

    /// <summary>
    /// Carries out changes and deletes of rows in one transaction, and touches no other column. A change one of whose rows holds something else by now, or is no more, is left alone as a
    /// whole; those are returned.
    /// </summary>
    Task<IReadOnlyList<RowChange>> ChangeAsync(RowChanges work, CancellationToken cancellationToken);
}

/// <summary>Makes connectors from engine and connection string; pools connections by driver.</summary>
public interface ISqlConnectorFactory
{
    ISqlConnector Create(SqlEngine engine, string connectionString, Formats formats);
}
