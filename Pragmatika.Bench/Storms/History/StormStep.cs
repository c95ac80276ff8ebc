using System.Globalization;

namespace Pragmatika.Bench.Storms.History;

/// <summary>One thing that happens. Everything about it is in these numbers, so that it happens the same way in any history it stands in.</summary>
/// <param name="Act">What.</param>
/// <param name="A">Meaning by act.</param>
/// <param name="B">Meaning by act.</param>
/// <param name="Dice">Seed of the weather, and of what becomes of the portal's events.</param>
/// <param name="Death">The engine dies at its step of this number; 0: it lives. Negative: right after that step instead of before it.</param>
internal sealed record StormStep(StormAct Act, int A, int B, int Dice, int Death)
{
    public bool IsRun => Act is StormAct.Run or StormAct.RunFull or StormAct.RunHeard or StormAct.DryRun;

    public bool HasWeather => IsRun || Act is StormAct.Poll or StormAct.Sweep;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Act} {A} {B} {Dice} {Death}");

    /// <exception cref="FormatException">The text is no step.</exception>
    public static StormStep Parse(string text) => text.Split(' ') is [var act, var a, var b, var dice, var death]
        ? new StormStep(Enum.Parse<StormAct>(act), Number(a), Number(b), Number(dice), Number(death))
        : throw new FormatException($"'{text}' is no step of a storm.");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
