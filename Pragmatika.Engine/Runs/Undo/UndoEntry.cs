using System.Text.Json;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs.Undo;

/// <summary>One journaled write, read back: what was where before and after.</summary>
internal sealed record UndoEntry
{
    /// <summary>The field under which the journal keeps that a record was taken away: its id, and then none.</summary>
    public const string IdField = "id";

    public required string Flow { get; init; }

    public required string Key { get; init; }

    public required long? CrmId { get; init; }

    public required bool Created { get; init; }

    /// <summary>The write took the record away (it undid a create).</summary>
    public required bool Deleted { get; init; }

    public required IReadOnlyList<UndoField> Fields { get; init; }

    public bool IsOfTable => Fields.Any(one => one.Column is not null);

    /// <summary>Null for entries that changed nothing.</summary>
    public static UndoEntry? Read(JournalEntry entry)
    {
        if (entry is not { Kind: JournalKind.Record, Changes: { } changes, Flow: { } flow, Key: { } key })
        {
            return null;
        }

        using var document = JsonDocument.Parse(changes);
        var fields = document.RootElement.EnumerateObject().Select(Field).ToList();
        return new UndoEntry
        {
            Flow = flow,
            Key = key,
            CrmId = entry.CrmId,
            Created = entry.Outcome == Outcome.Created,
            Deleted = fields.Exists(field => field is { Field: IdField, Column: null, After: null }),
            Fields = [.. fields.Where(field => field.Field != IdField)],
        };
    }

    private static UndoField Field(JsonProperty field) => new(
        field.Name, field.Value[0].GetString(), field.Value[1].GetString(), field.Value.GetArrayLength() > 2 ? field.Value[2].GetString() : null);
}
