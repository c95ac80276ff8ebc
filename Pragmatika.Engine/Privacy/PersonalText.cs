using System.Text.RegularExpressions;

namespace Pragmatika.Engine.Privacy;

/// <summary>Hides phone numbers and e-mail addresses inside free text or JSON. What only looks like a number (sums, ids, VIN, GUID) stays.</summary>
public static partial class PersonalText
{
    public static string Mask(string text)
    {
        var withoutMails = text.Contains('@', StringComparison.Ordinal) ? Email().Replace(text, MaskEmail) : text;
        return Phone().Replace(withoutMails, MaskPhone);
    }

    private static string MaskEmail(Match match) => match.Value[0] + "***@" + match.Groups["domain"].Value;

    private static string MaskPhone(Match match)
    {
        var number = PhoneNumbers.Suspect(match.Value);
        return number is null ? match.Value : PhoneMask.Mask(number);
    }

    [GeneratedRegex(@"[\w.+%-]+@(?<domain>[\w-]+(\.[\w-]+)+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Email();

    // A run of 10 to 15 digits with the usual marks between them, not glued to letters, digits, or the dashes of a GUID.
    [GeneratedRegex(@"(?<![\w\-.+])\+?\d(?:[\s\u00A0().-]{0,3}\d){9,14}(?![\w]|[\-.]\w)", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
