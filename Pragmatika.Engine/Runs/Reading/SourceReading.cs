using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>Which rows a run reads, and whether the cursor may be saved as it goes. Pure.</summary>
internal static class SourceReading
{
    public static SqlRead For(ExchangeDefinition definition, RunRequest request, IReadOnlyList<string> columns, string? checkpoint)
    {
        var tracking = definition.Source.Tracking;
        return new SqlRead
        {
            Table = definition.Source.Table,
            Key = definition.Source.Key,
            Columns = columns,
            CursorColumn = tracking.Kind == TrackingKind.Cursor ? tracking.Column : null,
            Overlap = tracking.Overlap,
            After = request.Mode == RunMode.Incremental && tracking.Kind != TrackingKind.Status && !string.IsNullOrEmpty(checkpoint) ? checkpoint : null,
            Status = request.Mode == RunMode.Incremental && tracking is { Kind: TrackingKind.Status, Column: { } column }
                ? new StatusFilter(column, tracking.ClaimedStatus)
                : null,
            OnlyKeys = request.Mode == RunMode.Keys ? request.Keys : null,
        };
    }

    /// <summary>A full run over a cursor must not move the checkpoint back on its way; repair of single rows never moves it.</summary>
    public static bool SavesCursorAsItGoes(ExchangeDefinition definition, RunRequest request, string? checkpoint) => request.Mode switch
    {
        RunMode.Keys or RunMode.Exactly => false,
        RunMode.Full => string.IsNullOrEmpty(checkpoint) && definition.Source.Tracking.Kind == TrackingKind.Cursor,
        _ => definition.Source.Tracking.Kind != TrackingKind.Status,
    };

    /// <summary>The checkpoint of a run that read everything: a cursor stays where it is, a full scan begins anew next time.</summary>
    public static string? AtEnd(ExchangeDefinition definition, RunRequest request, string? lastNext) => (request.Mode, definition.Source.Tracking.Kind) switch
    {
        (RunMode.Keys or RunMode.Exactly, _) => null,
        (_, TrackingKind.FullScan) => string.Empty,
        (RunMode.Full, TrackingKind.Cursor) => lastNext,
        _ => null,
    };
}
