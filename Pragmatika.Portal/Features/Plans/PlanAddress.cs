using System.Globalization;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Portal.Features.Plans;

/// <summary>The address of a dry run's result: which of its changes are shown. Both ways; the same filter names the export.</summary>
public sealed record PlanAddress(Guid Run)
{
    public PlannedFilter Filter { get; init; } = new();

    /// <summary>Changes after this number.</summary>
    public long After { get; init; }

    public string Export => ToString("/plan.csv", withPage: false);

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static PlanAddress Read(Guid run, string? kind, string? flow, string? text, string? after) => new(run)
    {
        Filter = new PlannedFilter
        {
            Kind = Enum.TryParse<PlannedKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
            Flow = string.IsNullOrWhiteSpace(flow) ? null : flow,
            Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        },
        After = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
    };

    public override string ToString() => ToString("/plan", withPage: true);

    private string ToString(string page, bool withPage)
    {
        var query = new List<string>();
        Add("kind", Filter.Kind?.ToString().ToLowerInvariant());
        Add("flow", Filter.Flow);
        Add("q", Filter.Text);
        Add("after", withPage && After > 0 ? After.ToString(CultureInfo.InvariantCulture) : null);
        var path = $"/runs/{Run}{page}";
        return query.Count == 0 ? path : path + "?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }
}
