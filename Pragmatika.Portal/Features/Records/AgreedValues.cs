using System.Text.Json;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Portal.Features.Records;

/// <summary>What both sides agree on, as texts. Pure.</summary>
public static class AgreedValues
{
    /// <summary>Fields in the order of the link; none for a text that is not of <see cref="ValueJson"/>: an old link must not break a page.</summary>
    public static IReadOnlyList<(string Field, string Value)> Read(string agreed)
    {
        try
        {
            using var document = JsonDocument.Parse(agreed);
            var fields = document.RootElement.EnumerateObject().Select(field => field.Name).ToList();
            return [.. fields.Zip(ValueJson.Read(agreed, fields), (field, value) => (field, value.ToString()))];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return [];
        }
    }
}
