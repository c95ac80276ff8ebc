using System.Text.Json;
using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>The numbers at the top of a bench's result, by name.</summary>
internal sealed record Figures(IReadOnlyDictionary<string, double> Numbers)
{
    /// <summary>Reads the last JSON object of what a bench printed.</summary>
    public static Figures Of(string output)
    {
        using var document = JsonDocument.Parse(output);
        return new Figures(document.RootElement.EnumerateObject()
            .Where(property => property.Value.ValueKind == JsonValueKind.Number)
            .ToDictionary(property => property.Name, property => property.Value.GetDouble()));
    }

    /// <summary>The median of each number that every round has.</summary>
    public static Figures Median(IReadOnlyList<Figures> rounds) => new(rounds[0].Numbers.Keys
        .Where(name => rounds.All(round => round.Numbers.ContainsKey(name)))
        .ToDictionary(name => name, name => Statistics.Median(rounds.Select(round => round.Numbers[name]))));

    /// <summary>This by that, for each number that both have and that is not nothing there.</summary>
    public IReadOnlyDictionary<string, double> By(Figures other) => Numbers
        .Where(number => other.Numbers.TryGetValue(number.Key, out var divisor) && divisor != 0)
        .ToDictionary(number => number.Key, number => Math.Round(number.Value / other.Numbers[number.Key], 3));
}
