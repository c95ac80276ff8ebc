using System.Globalization;
using System.Text.RegularExpressions;

namespace Pragmatika.Engine.History;

/// <summary>
/// What a person may type to find a record: a key, a CRM id, or the address of a CRM page (<c>/crm/contact/details/17/</c>, <c>/crm/type/128/details/17/</c>,
/// <c>/page/…/type/128/details/17/</c>). Pure.
/// </summary>
internal sealed partial record RecordSearchText(string Key, long? CrmId, int? EntityTypeId)
{
    public static RecordSearchText Parse(string text)
    {
        var trimmed = text.Trim();
        if (PageAddress().Match(trimmed) is { Success: true } page)
        {
            return new RecordSearchText(trimmed, Number(page.Groups["id"].Value), TypeOf(page.Groups["entity"].Value, page.Groups["type"].Value));
        }

        return new RecordSearchText(trimmed, Number(trimmed), null);
    }

    private static long? Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private static int? TypeOf(string entity, string type) => entity switch
    {
        "lead" => 1,
        "deal" => 2,
        "contact" => 3,
        "company" => 4,
        _ => int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null,
    };

    [GeneratedRegex(@"/(?:crm/(?<entity>lead|deal|contact|company)|type/(?<type>\d{1,9}))/details/(?<id>\d{1,18})(?:/|\?|$)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex PageAddress();
}
