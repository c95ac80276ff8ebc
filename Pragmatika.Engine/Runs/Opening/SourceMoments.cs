using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>When a row changed last, where the exchange follows an updated-at column. Pure.</summary>
internal sealed class SourceMoments(Column? cursor, Formats formats)
{
    private readonly DateText _dates = new(formats);

    /// <summary>UTC, or null where the source has no such column. <paramref name="version"/> is the row's cursor text.</summary>
    public DateTimeOffset? Of(string? version)
    {
        if (version is null || cursor is not { Kind: ColumnKind.Moment or ColumnKind.Instant or ColumnKind.Day or ColumnKind.Text })
        {
            return null;
        }

        if (cursor.Kind == ColumnKind.Instant)
        {
            return DateTimeOffset.TryParse(version, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
        }

        return !_dates.TryParse(version, out var value) ? null : value.Kind switch
        {
            ValueKind.Moment => value.AsMoment,
            ValueKind.Date => _dates.MomentOf(value.AsDate),
            _ => null,
        };
    }
}
