using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Bench.Storms.History;

/// <summary>What holds for a whole storm.</summary>
/// <param name="Policy">Who wins where both sides changed.</param>
/// <param name="Tracking">How the engine finds changed rows.</param>
/// <param name="BatchRows">Rows of one batch.</param>
internal sealed record StormSettings(ConflictPolicy Policy, TrackingKind Tracking, int BatchRows)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Policy} {Tracking} {BatchRows}");

    /// <exception cref="FormatException">The text is no settings.</exception>
    public static StormSettings Parse(string text) => text.Split(' ') is [var policy, var tracking, var rows]
        ? new StormSettings(Enum.Parse<ConflictPolicy>(policy), Enum.Parse<TrackingKind>(tracking), int.Parse(rows, CultureInfo.InvariantCulture))
        : throw new FormatException($"'{text}' is no settings of a storm.");
}
