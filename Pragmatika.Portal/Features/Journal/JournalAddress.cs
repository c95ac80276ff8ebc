using System.Globalization;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Portal.Features.Journal;

/// <summary>The journal page's address: what is looked for, and whether live or in the past. Both ways, so that a link is a view.</summary>
public sealed record JournalAddress
{
    public const string Page = "/journal";

    public JournalFilter Filter { get; init; } = new();

    /// <summary>History by page instead of the live tail.</summary>
    public bool IsHistory { get; init; }

    /// <summary>History below this entry; null from the newest.</summary>
    public long? Before { get; init; }

    /// <summary>Reads query values as strings; what cannot be read is left out, as if it had not been given.</summary>
    public static JournalAddress Read(string? exchange, string? run, string? level, string? kind, string? text, string? mode, string? before) => new()
    {
        Filter = new JournalFilter
        {
            Exchange = Some(exchange),
            RunId = Guid.TryParse(run, out var id) ? id : null,
            MinLevel = Enum.TryParse<JournalLevel>(level, ignoreCase: true, out var least) && Enum.IsDefined(least) ? least : null,
            Kind = Enum.TryParse<JournalKind>(kind, ignoreCase: true, out var one) && Enum.IsDefined(one) ? one : null,
            Text = Some(text),
        },
        IsHistory = mode == "history",
        Before = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var below) ? below : null,
    };

    public override string ToString()
    {
        var query = new List<string>();
        Add("exchange", Filter.Exchange);
        Add("run", Filter.RunId?.ToString());
        Add("level", Filter.MinLevel?.ToString().ToLowerInvariant());
        Add("kind", Filter.Kind?.ToString().ToLowerInvariant());
        Add("q", Filter.Text);
        Add("mode", IsHistory ? "history" : null);
        Add("before", IsHistory ? Before?.ToString(CultureInfo.InvariantCulture) : null);
        return query.Count == 0 ? Page : Page + "?" + string.Join('&', query);

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
