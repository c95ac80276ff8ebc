using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Comments come back with other marks than they were sent with (HTML becomes BB code in capitals); they are compared as plain text.</summary>
internal static partial class RichText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create("<[&\r\u00A0\t ");

    public static bool IsRich(CrmField field) => field.Name is "comments" or "content" or "terms" or "userDescription";

    /// <summary>Without BB and HTML marks; line breaks kept as \n, runs of blanks as one, ends trimmed.</summary>
    public static string Plain(string text)
    {
        if (text.AsSpan().IndexOfAny(Suspects) < 0)
        {
            return text;
        }

        text = LineBreak().Replace(text.Replace("\r\n", "\n", StringComparison.Ordinal), "\n");
        text = Mark().Replace(text, string.Empty);
        text = WebUtility.HtmlDecode(text);
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"<br\s*/?>|</p>|</div>|\[br\]|\[/p\]", RegexOptions.IgnoreCase)]
    private static partial Regex LineBreak();

    [GeneratedRegex(@"</?[a-z][^<>]*>|\[/?(?:b|i|u|s|p|url|img|size|color|font|list|quote|code|user|\*|left|right|center|justify|table|tr|td)(?:=[^\]]*)?\]", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();

    [GeneratedRegex(@"[ \t\u00A0]+")]
    private static partial Regex Blanks();
}
