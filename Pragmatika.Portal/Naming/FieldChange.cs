using System.Text.Json;
using Pragmatika.Engine.Privacy;

namespace Pragmatika.Portal.Naming;

/// <summary>One field before and after; null is no value.</summary>
public sealed record FieldChange(string Field, string? Before, string? After)
{
    /// <summary>What people call the field; null when only its code is known.</summary>
    public string? Title { get; init; }

    /// <summary>Reads the journal's <c>{"title":["old","new"]}</c>. What is not of that shape is no change: an old or foreign entry must not break a page.</summary>
    public static IReadOnlyList<FieldChange> Read(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? [.. document.RootElement.EnumerateObject().Where(IsPair).Select(field => new FieldChange(field.Name, Text(field.Value[0]), Text(field.Value[1])))]
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    /// <summary>The same for pages: phones and e-mails are hidden.</summary>
    public static IReadOnlyList<FieldChange> Masked(string? json) => [.. Read(json).Select(change => change with { Before = Mask(change.Before), After = Mask(change.After) })];

    private static string? Mask(string? text) => text is null ? null : PersonalText.Mask(text);

    private static bool IsPair(JsonProperty field) => field.Value.ValueKind == JsonValueKind.Array && field.Value.GetArrayLength() >= 2;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString() is { Length: > 0 } text ? text : null,
        _ => value.GetRawText(),
    };
}
