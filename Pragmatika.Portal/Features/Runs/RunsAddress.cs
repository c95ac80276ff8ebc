using System.Globalization;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Parts.Lists;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>The address of the list of runs: which are shown, in which order. Both ways; the same filter names the export.</summary>
public sealed record RunsAddress
{
    public const string Path = "/runs";
    public const int PageSize = 50;
    private const string Day = "yyyy-MM-dd";

    public string? Exchange { get; init; }

    public RunState? State { get; init; }

    public RunMode? Mode { get; init; }

    /// <summary>True: dry runs only; false: real ones only.</summary>
    public bool? IsDryRun { get; init; }

    /// <summary>First and last day, by the visitor's clock.</summary>
    public DateTime? From { get; init; }

    public DateTime? To { get; init; }

    public SortChoice Sort { get; init; }

    public int Page { get; init; } = 1;

    /// <summary>Totals by day instead of single runs.</summary>
    public bool ByDay { get; init; }

    public bool IsWhole => this with { Sort = default, Page = 1, ByDay = false } == new RunsAddress();

    public RunOrder Order => Enum.TryParse<RunOrder>(Sort.Key, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : RunOrder.Started;

    /// <summary>Without a choice of the visitor the newest come first.</summary>
    public bool IsDescending => Sort.Key is null || Sort.Descending;

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static RunsAddress Read(string? exchange, string? state, string? kind, string? from, string? to, string? sort, string? page, string? by) => new()
    {
        Exchange = string.IsNullOrWhiteSpace(exchange) ? null : exchange,
        State = Enum.TryParse<RunState>(state, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
        Mode = Enum.TryParse<RunMode>(kind, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null,
        IsDryRun = kind switch { "dry" => true, "real" => false, _ => null },
        From = DayOf(from),
        To = DayOf(to),
        Sort = SortChoice.Of(sort),
        Page = int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 100_000) : 1,
        ByDay = by == "day",
    };

    public RunFilter FilterFor(TimeZoneInfo zone) => new()
    {
        Exchange = Exchange,
        State = State,
        Mode = Mode,
        IsDryRun = IsDryRun,
        From = MidnightOf(From, zone),
        Before = MidnightOf(To?.AddDays(1), zone),
    };

    public override string ToString()
    {
        var query = new List<string>();
        Add("exchange", Exchange);
        Add("state", State?.ToString().ToLowerInvariant());
        Add("kind", IsDryRun switch { true => "dry", false => "real", _ => Mode?.ToString().ToLowerInvariant() });
        Add("from", From?.ToString(Day, CultureInfo.InvariantCulture));
        Add("to", To?.ToString(Day, CultureInfo.InvariantCulture));
        Add("by", ByDay ? "day" : null);
        Add("sort", Sort.ToString());
        Add("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null);
        return query.Count == 0 ? Path : Path + "?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }

    private static DateTime? DayOf(string? text) => DateTime.TryParseExact(text, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static DateTimeOffset? MidnightOf(DateTime? day, TimeZoneInfo zone) => day is { } date ? new DateTimeOffset(date, zone.GetUtcOffset(date)).ToUniversalTime() : null;
}
