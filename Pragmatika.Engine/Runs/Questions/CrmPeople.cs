using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>Names of the portal's users, each asked for once (<c>user.get</c>). A name that is not given leaves the id in place: rights to read users are not needed for an exchange.</summary>
internal sealed class CrmPeople(IBitrixPortal portal)
{
    private static readonly string[] NameParts = ["NAME", "LAST_NAME"];

    private readonly Dictionary<string, string> _names = [];

    /// <summary>The questions with names instead of user ids.</summary>
    public async Task<IReadOnlyList<Question>> NamedAsync(IReadOnlyList<Question> questions, CancellationToken cancellationToken)
    {
        var named = new List<Question>(questions.Count);
        foreach (var question in questions)
        {
            named.Add(question.CrmBy is { } id ? question with { CrmBy = await NameAsync(id, cancellationToken) } : question);
        }

        return named;
    }

    private async Task<string> NameAsync(string id, CancellationToken cancellationToken)
    {
        if (!_names.TryGetValue(id, out var name))
        {
            _names[id] = name = await AskAsync(id, cancellationToken) ?? id;
        }

        return name;
    }

    private async Task<string?> AskAsync(string id, CancellationToken cancellationToken)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        try
        {
            var answer = await portal.CallAsync("user.get", JsonSerializer.SerializeToUtf8Bytes(new { ID = number }), cancellationToken);
            return answer.Error is null ? Read(answer.Result) : null;
        }
        catch (BitrixException)
        {
            return null;
        }
    }

    private static string? Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        if (document.RootElement is not { ValueKind: JsonValueKind.Array } users || users.GetArrayLength() == 0)
        {
            return null;
        }

        var parts = NameParts.Select(part => users[0].TryGetProperty(part, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null);
        return string.Join(' ', parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } name ? name : null;
    }
}
