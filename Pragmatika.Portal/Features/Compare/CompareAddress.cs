using System.Globalization;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>The address of a comparison report: which of its findings are shown. Both ways; the same kind names the export.</summary>
public sealed record CompareAddress(Guid Report)
{
    public DifferenceKind? Kind { get; init; }

    /// <summary>Findings after this number.</summary>
    public long After { get; init; }

    public string Export => $"/compare/{Report}.csv" + (Kind is { } kind ? "?kind=" + Name(kind) : null);

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static CompareAddress Read(Guid report, string? kind, string? after) => new(report)
    {
        Kind = Enum.TryParse<DifferenceKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
        After = long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0,
    };

    public override string ToString()
    {
        var query = new List<string>();
        if (Kind is { } kind)
        {
            query.Add("kind=" + Name(kind));
        }

        if (After > 0)
        {
            query.Add("after=" + After.ToString(CultureInfo.InvariantCulture));
        }

        return $"/compare/{Report}" + (query.Count == 0 ? null : "?" + string.Join('&', query));
    }

    private static string Name(DifferenceKind kind) => kind.ToString().ToLowerInvariant();
}
