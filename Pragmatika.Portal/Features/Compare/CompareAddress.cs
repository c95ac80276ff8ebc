using System.Globalization;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>The address of a comparison report: which of its findings are shown. Both ways; the same filter names the export.</summary>
public sealed record CompareAddress(Guid Report)
{
    public FindingFilter Filter { get; init; } = new();

    /// <summary>Findings after this number.</summary>
    public long After { get; init; }

    public bool IsWhole => Filter.IsEmpty && After == 0;

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static CompareAddress Read(Guid report, string? kind, string? flow, string? field, string? text, string? after) => new(report)
    {
        Filter = new FindingFilter
        {
            Kind = Enum.TryParse<DifferenceKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
            Flow = Some(flow),
            Field = Some(field),
            Text = Some(text),
        },
        After = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
    };

    public override string ToString()
    {
        var query = new List<string>();
        Add("kind", Filter.Kind?.ToString().ToLowerInvariant());
        Add("flow", Filter.Flow);
        Add("field", Filter.Field);
        Add("q", Filter.Text);
        Add("after", After > 0 ? After.ToString(CultureInfo.InvariantCulture) : null);
        return $"/compare/{Report}" + (query.Count == 0 ? null : "?" + string.Join('&', query));

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }

    private static string? Some(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
