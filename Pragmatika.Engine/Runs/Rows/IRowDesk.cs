using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Runs.Rows;

/// <summary>One row as it stands in the table now: what it holds, and the records that the flows make of it.</summary>
public sealed record RowLook(IReadOnlyList<RowCell> Cells, IReadOnlyList<RowRecord> Records);

/// <summary>One column that is not empty, as text.</summary>
public sealed record RowCell(string Column, string Text);

/// <summary>
/// A record that a flow makes of the row. <paramref name="Title"/> is what people call it and may be empty; <paramref name="CrmId"/> is null while it is not linked.
/// <paramref name="Values"/>: the fields that are not empty, as texts.
/// </summary>
public sealed record RowRecord(string Flow, string Key, string Title, long? CrmId, IReadOnlyDictionary<string, string> Values);

/// <summary>A CRM record as it stands now, for a person who chooses.</summary>
public sealed record CandidateLook(long CrmId, string Title, IReadOnlyDictionary<string, string> Values, DateTimeOffset? ChangedAt);

/// <summary>Shows people whose record they decide about: the row on one side, CRM records on the other. Reads both sides as they are now.</summary>
public interface IRowDesk
{
    /// <summary>Null when the exchange or the row is no more. Throws <see cref="SqlSideException"/> or <see cref="RunRefusedException"/> when the table cannot be read.</summary>
    Task<RowLook?> LookAsync(string exchange, string rowKey, CancellationToken cancellationToken);

    /// <summary>What people call the records of many rows, "Петров Иван · Заказ-наряд 17", by row key. Rows that are gone, or of which no record has a name, are missing.</summary>
    Task<IReadOnlyDictionary<string, string>> TitlesAsync(string exchange, IReadOnlyCollection<string> rowKeys, CancellationToken cancellationToken);

    /// <summary>In the order of <paramref name="ids"/>; records that are gone are missing. Throws <see cref="BitrixException"/> or <see cref="RunRefusedException"/>.</summary>
    Task<IReadOnlyList<CandidateLook>> CandidatesAsync(string exchange, string flow, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>
    /// The columns that values of a letter may be written to: field → column. Only texts that could not be read, of rules that may write to SQL, while the row holds them still.
    /// </summary>
    Task<IReadOnlyDictionary<string, string>> WritableAsync(long letter, CancellationToken cancellationToken);

    /// <summary>
    /// Puts texts (field → text) into the row of a letter, all or none, and notes it in the record's history. False, with nothing written, when one may not be written or the row has changed.
    /// </summary>
    Task<bool> WriteAsync(long letter, IReadOnlyDictionary<string, string?> values, string byWhom, CancellationToken cancellationToken);
}
