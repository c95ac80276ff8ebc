using System.Globalization;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;

namespace Pragmatika.Portal.Parts;

/// <summary>The address of the page of records: what is looked for, or the record looked at. Both ways, so that a link is a view.</summary>
public sealed record RecordsAddress
{
    public const string Page = "/records";

    public string? Text { get; init; }

    public RecordKey? Record { get; init; }

    /// <summary>Entries below this one; null from the newest.</summary>
    public long? Before { get; init; }

    /// <summary>The history of an entry's record; null when the entry is about none.</summary>
    public static RecordsAddress? Of(JournalEntry entry) =>
        entry is { Flow: { } flow, Key: { } key } ? new RecordsAddress { Record = new RecordKey(entry.Exchange, flow, key, entry.CrmId) } : null;

    /// <summary>What cannot be read is left out, as if it had not been given.</summary>
    public static RecordsAddress Read(string? text, string? exchange, string? flow, string? key, string? id, string? before) => new()
    {
        Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim(),
        Record = string.IsNullOrEmpty(exchange) || string.IsNullOrEmpty(flow) || string.IsNullOrEmpty(key) ? null : new RecordKey(exchange, flow, key, Number(id)),
        Before = Number(before),
    };

    public override string ToString()
    {
        var query = new List<string>();
        Add("q", Text);
        Add("exchange", Record?.Exchange);
        Add("flow", Record?.Flow);
        Add("key", Record?.Key);
        Add("id", Record?.CrmId?.ToString(CultureInfo.InvariantCulture));
        Add("before", Before?.ToString(CultureInfo.InvariantCulture));
        return query.Count == 0 ? Page : Page + "?" + string.Join('&', query);

        void Add(string name, string? value)
        {
            if (value is { Length: > 0 })
            {
                query.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }
    }

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
