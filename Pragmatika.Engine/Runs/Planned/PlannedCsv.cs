using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Privacy;

namespace Pragmatika.Engine.Runs.Planned;

/// <summary>
/// Planned changes as CSV: RFC 4180 with a header in the current language, UTF-8 with a byte order mark, one line for each field. Phones and e-mails are masked. A text
/// that a spreadsheet would take for a formula gets an apostrophe.
/// </summary>
public static class PlannedCsv
{
    /// <summary>Writes as it reads; leaves <paramref name="target"/> open.</summary>
    public static async Task WriteAsync(Stream target, IAsyncEnumerable<PlannedChange> changes, CancellationToken cancellationToken)
    {
        await using var lines = new CsvLines(target);
        await lines.WriteAsync([.. PlannedTexts.Columns.Select(column => column.With())], cancellationToken);
        await foreach (var change in changes.WithCancellation(cancellationToken))
        {
            foreach (var (field, before, after) in Fields(change.Changes))
            {
                await lines.WriteAsync(Cells(change, field, before, after), cancellationToken);
            }
        }
    }

    /// <summary>A change without fields is one line too.</summary>
    private static IEnumerable<(string? Field, string? Before, string? After)> Fields(string? changes)
    {
        if (changes is null)
        {
            return [(null, null, null)];
        }

        using var document = JsonDocument.Parse(changes);
        var fields = document.RootElement.EnumerateObject().Select(field => ((string?)field.Name, field.Value[0].GetString(), field.Value[1].GetString())).ToList();
        return fields.Count == 0 ? [(null, null, null)] : fields;
    }

    private static string?[] Cells(PlannedChange change, string? field, string? before, string? after) =>
    [
        change.Number.ToString(CultureInfo.InvariantCulture), change.Flow, change.Key, change.CrmId?.ToString(CultureInfo.InvariantCulture), PlannedTexts.Of(change.Kind).With(),
        Masked(change.Title), field, Masked(before), Masked(after), Masked(change.Why),
    ];

    private static string? Masked(string? text) => text is null ? null : PersonalText.Mask(text);
}
