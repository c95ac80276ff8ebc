using System.Text.Json;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Portal.Features.DeadLetters;

/// <summary>One value of a letter while a person edits it.</summary>
public sealed class LetterField(string name, string? original)
{
    public string Name => name;

    public string? Original => original;

    public string? Text { get; set; }

    /// <summary>An emptied text box and no value are the same.</summary>
    public bool IsChanged => (Text ?? string.Empty) != (original ?? string.Empty);
}

/// <summary>A letter being repaired: its values, and for a doubtful match the record chosen. No Blazor types.</summary>
public sealed class LetterForm
{
    public LetterForm(DeadLetter letter)
    {
        Letter = letter;
        Fields = [.. Read(letter.Payload)];
    }

    public DeadLetter Letter { get; }

    public IReadOnlyList<LetterField> Fields { get; }

    /// <summary>The chosen candidate; 0 creates a new record; null is not chosen yet.</summary>
    public long? CrmId { get; set; }

    /// <summary>Fields whose value may be written to the table, too: field → column.</summary>
    public IReadOnlyDictionary<string, string> Writable { get; set; } = new Dictionary<string, string>();

    /// <summary>The person wants the mended values in the table, too.</summary>
    public bool AlsoTable { get; set; }

    public bool CanWriteTable => ToWrite().Count > 0;

    public bool WritesTable => AlsoTable && CanWriteTable;

    public IReadOnlyList<string> ColumnsToWrite => [.. ToWrite().Keys.Select(name => Writable[name]).Distinct(StringComparer.Ordinal)];

    public bool NeedsChoice => Letter.Cause == DeadLetterCause.DoubtfulMatch && Letter.Candidates.Count > 0;

    public bool CanReplay => Letter.State == DeadLetterState.Open && (!NeedsChoice || CrmId is not null);

    /// <summary>Only the values that were changed; null when none was.</summary>
    public IReadOnlyDictionary<string, string?>? Edited()
    {
        var changed = Fields.Where(field => field.IsChanged).ToDictionary(field => field.Name, field => string.IsNullOrEmpty(field.Text) ? null : field.Text);
        return changed.Count == 0 ? null : changed;
    }

    /// <summary>The changed values that the table may take.</summary>
    public IReadOnlyDictionary<string, string?> ToWrite() =>
        (Edited() ?? new Dictionary<string, string?>()).Where(edit => Writable.ContainsKey(edit.Key)).ToDictionary(edit => edit.Key, edit => edit.Value);

    private static IEnumerable<LetterField> Read(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Select(field => new LetterField(field.Name, Text(field.Value)) { Text = Text(field.Value) })]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
