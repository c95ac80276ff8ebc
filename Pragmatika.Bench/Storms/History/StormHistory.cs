namespace Pragmatika.Bench.Storms.History;

/// <summary>A storm as it can be told and repeated: settings in the first line, one step in each further one.</summary>
internal sealed record StormHistory(StormSettings Settings, IReadOnlyList<StormStep> Steps)
{
    public override string ToString() => string.Join('\n', Steps.Select(step => step.ToString()).Prepend(Settings.ToString()));

    /// <exception cref="FormatException">A line is neither settings nor a step.</exception>
    public static StormHistory Parse(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new StormHistory(StormSettings.Parse(lines[0]), [.. lines.Skip(1).Select(StormStep.Parse)]);
    }
}
