using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Opening;

/// <summary>The columns a run selects. Pure.</summary>
internal static class SelectedColumns
{
    /// <summary>The columns the definition uses, then key and cursor where they are not among them.</summary>
    public static IReadOnlyList<string> Of(ExchangeDefinition definition)
    {
        var tracking = definition.Source.Tracking;
        return [.. DefinitionColumns.Of(definition)
            .Concat(definition.Source.Key)
            .Concat(tracking is { Kind: TrackingKind.Cursor, Column: { } cursor } ? new[] { cursor } : [])
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }
}
