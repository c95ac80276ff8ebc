using System.Text.RegularExpressions;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// A template taken apart. When <see cref="IsPlain"/>, it is <c>Texts[0] Marks[0] Texts[1] Marks[1] … Texts[n]</c>;
/// <see cref="Columns"/> are the columns that any template names, once each.
/// </summary>
internal sealed partial record TemplateParts(bool IsPlain, IReadOnlyList<string> Texts, IReadOnlyList<string> Marks, IReadOnlyList<string> Columns)
{
    private static readonly HashSet<string> Words =
        ["if", "unless", "each", "with", "else", "lookup", "log", "this", "true", "false", "null", "undefined", "as", "."];

    public static TemplateParts Read(string template)
    {
        var texts = new List<string>();
        var marks = new List<string>();
        var columns = new List<string>();
        var plain = true;
        var end = 0;
        foreach (Match mark in Mark().Matches(template))
        {
            texts.Add(template[end..mark.Index]);
            end = mark.Index + mark.Length;
            var body = mark.Groups["body"].Value.Trim();
            var names = NamesIn(body);
            columns.AddRange(names.Where(name => !columns.Contains(name)));
            plain = plain && names.Count == 1 && (body == names[0] || body == $"[{names[0]}]");
            marks.AddRange(names.Take(1));
        }

        texts.Add(template[end..]);
        plain = plain && texts.TrueForAll(text => !text.Contains("{{", StringComparison.Ordinal) && !text.Contains("}}", StringComparison.Ordinal) && !text.Contains('\\'));
        return new TemplateParts(plain, texts, marks, columns);
    }

    private static List<string> NamesIn(string body)
    {
        if (body.StartsWith('!') || body.StartsWith('/') || body.StartsWith('>'))
        {
            return [];
        }

        return [.. Name().Matches(body)
            .Where(match => match.Groups["literal"].Success || match.Groups["name"].Success)
            .Select(match => match.Groups["literal"].Success ? match.Groups["literal"].Value : match.Groups["name"].Value)
            .Where(name => !Words.Contains(name) && !char.IsAsciiDigit(name[0]))
            .Distinct()];
    }

    [GeneratedRegex(@"\{\{\{?(?<body>[^{}]*)\}?\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();

    // Quoted texts and data variables are taken as a whole and named nowhere; what is left are [literals] and names.
    [GeneratedRegex("\"[^\"]*\"|'[^']*'|@\\w+|\\w+=|\\[(?<literal>[^\\]]+)\\]|(?<name>\\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
