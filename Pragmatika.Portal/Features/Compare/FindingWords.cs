using Pragmatika.Portal.Naming;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>Values of findings as people read them. Numbers and addresses were masked when the report was made, both sides alike: they stay as they are.</summary>
public static class FindingWords
{
    private const string Mask = "***";

    public static string? OfFinding(this Titles titles, string exchange, string flow, string field, string text) =>
        text.Contains(Mask, StringComparison.Ordinal) ? text : titles.Value(exchange, flow, field, text);
}
