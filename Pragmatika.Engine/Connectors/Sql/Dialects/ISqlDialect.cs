using System.Data.Common;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>What makes a SELECT hold its rows for the transaction: text after the table, text at the end.</summary>
internal readonly record struct RowLock(string AfterTable, string AtEnd);

/// <summary>Everything in which the engines differ. Stateless.</summary>
internal interface ISqlDialect
{
    SqlEngine Engine { get; }

    /// <summary>Whether <c>(a, b) &gt; (@a, @b)</c> is understood (and seeks an index).</summary>
    bool ComparesRows { get; }

    /// <summary>True when a page is read faster without asynchronous calls because the driver has none.</summary>
    bool ReadsInline { get; }

    RowLock Lock { get; }

    /// <summary>A closed connection that never makes a database which is not there.</summary>
    DbConnection Connect(string connectionString);

    Task<string> ServerVersionAsync(DbConnection connection, CancellationToken cancellationToken);

    Task<IReadOnlyList<SqlTable>> TablesAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>Finds a table by its name, exactly or else without case; null when it is not there.</summary>
    Task<SqlTable?> DescribeAsync(DbConnection connection, string table, CancellationToken cancellationToken);

    string Quote(string name);

    /// <summary>The quoted name of a table as <see cref="DescribeAsync"/> returned it.</summary>
    string QuoteTable(string table);

    ColumnKind KindOf(SqlColumn column);

    /// <summary>The expression that selects a column.</summary>
    string Select(Column column);

    /// <summary>The expression by which a column is ordered and compared: a total order that <see cref="VersionText"/> follows for cursors.</summary>
    string Order(Column column, bool isCursor);

    /// <summary>A page statement around its parts; <paramref name="where"/> is empty or starts with WHERE.</summary>
    string Page(string columns, string table, string where, string orderBy, int rows);

    /// <summary>Adds a parameter of the column's own type, so that no comparison converts the column.</summary>
    void Bind(DbCommand command, string name, Column column, object value);

    /// <summary>Puts the next value into a parameter that <see cref="Bind"/> made.</summary>
    void Rebind(DbCommand command, string name, object value);

    /// <summary>Made for one scan, used by one thread.</summary>
    IRowFiller Filler(IReadOnlyList<Column> columns);

    /// <summary>
    /// For rowversion and xid8: the first value not yet safe to read, since a transaction that took a smaller one may still be open. Null for other columns.
    /// </summary>
    Task<object?> FirstUnsafeAsync(DbConnection connection, Column cursor, CancellationToken cancellationToken);

    /// <summary>The server's clock in UTC.</summary>
    Task<DateTime> UtcNowAsync(DbConnection connection, CancellationToken cancellationToken);

    /// <summary>A UTC moment as this engine holds it in a time column; <paramref name="local"/> for columns without an offset.</summary>
    object TimeValue(Column column, DateTime utc, DateTime local);

    /// <summary>Returns the number of rows set.</summary>
    Task<int> WriteBackAsync(DbTransaction transaction, WriteBack work, CancellationToken cancellationToken);

    /// <summary>What a driver's exception means; null when it is not about this side. A time-out while opening means that nobody answers.</summary>
    SqlSideException? Explain(Exception exception, bool isOpening);
}
