using System.Data.Common;
using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql;

internal enum UpperBound
{
    None,

    /// <summary>rowversion and xid8: rows below the first value that an open transaction may still use.</summary>
    Exclusive,

    /// <summary>Updated-at: rows up to the server's clock, so that one date in the far future does not hide everything after it.</summary>
    Inclusive,
}

/// <summary>Between which cursor values a scan reads; fixed when the scan opens, so that it ends even while rows keep changing.</summary>
internal sealed record ScanRange(PageStart Start, IReadOnlyList<object> From, UpperBound Upper, object? Bound)
{
    public static async Task<ScanRange> FindAsync(ReadPlan plan, DbConnection connection, CancellationToken cancellationToken)
    {
        var after = plan.Read.After is { } text && plan.Read.OnlyKeys is null
            ? SourcePosition.Parse(text, plan.Cursor is not null, plan.Ordered.Count).Values
            : null;
        var start = after is null ? PageStart.Beginning : PageStart.AfterRow;
        if (plan.Cursor is not { } cursor || plan.Read.OnlyKeys is not null)
        {
            return new(start, after ?? [], UpperBound.None, null);
        }

        if (await plan.Dialect.FirstUnsafeAsync(connection, cursor, cancellationToken) is { } unsafeFrom)
        {
            RefuseForeignHistory(after, unsafeFrom);
            return new(start, after ?? [], UpperBound.Exclusive, unsafeFrom);
        }

        var from = after is not null && plan.Read.Overlap > TimeSpan.Zero ? Earlier(after[0], plan.Read.Overlap) : null;
        if (from is not null)
        {
            (start, after) = (PageStart.FromCursor, [from]);
        }

        var bound = cursor.IsTime ? await NowAsync(plan, cursor, connection, cancellationToken) : null;
        return new(start, after ?? [], bound is null ? UpperBound.None : UpperBound.Inclusive, bound);
    }

    // A database restored elsewhere counts anew: its new changes would all lie before the saved position and never be read.
    private static void RefuseForeignHistory(IReadOnlyList<object>? after, object unsafeFrom)
    {
        if (after is not null && string.CompareOrdinal(VersionText.Of(after[0]), VersionText.Of(unsafeFrom)) >= 0)
        {
            throw new SqlSideException(SqlSideKind.Other, SqlTexts.ForeignPosition.With());
        }
    }

    private static async Task<object> NowAsync(ReadPlan plan, Column cursor, DbConnection connection, CancellationToken cancellationToken)
    {
        // Clocks of those who write the column may run ahead by as much as the overlap forgives.
        var utc = await plan.Dialect.UtcNowAsync(connection, cancellationToken) + plan.Read.Overlap;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Formats.TimeZone);
        var local = TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone).AddYears(plan.Formats.YearOffset);
        return plan.Dialect.TimeValue(cursor, utc, local);
    }

    /// <summary>Null when the cursor is not a time.</summary>
    private static object? Earlier(object cursor, TimeSpan overlap) => cursor switch
    {
        DateTime time => time - overlap,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time) =>
            SqliteTime.Print(time - overlap, like: text),
        _ => null,
    };
}
