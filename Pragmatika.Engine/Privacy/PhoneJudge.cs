extern alias libphonenumber;

using System.Globalization;
using libphonenumber::PhoneNumbers;
using LibraryNumber = libphonenumber::PhoneNumbers.PhoneNumber;

namespace Pragmatika.Engine.Privacy;

/// <summary>
/// libphonenumber says whether a number exists, whose it is and of what kind. Of Russian and Kazakh ones it is asked once for every first six digits of ten: its patterns leave the last four free
/// (a test asks it), and an answer costs as much as mapping the rest of the row.
/// </summary>
internal static class PhoneJudge
{
    private const int Prefixes = 1_000_000;
    private const byte NoNumber = 1;
    private const byte FirstKind = 2;

    /// <summary>By the first six digits after +7: 0 not asked yet, <see cref="NoNumber"/>, or <see cref="FirstKind"/> and a kind. Written by anybody: the answer is always the same.</summary>
    private static readonly byte[] Known = new byte[Prefixes];

    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Null when nobody can have the number.</summary>
    public static PhoneKind? KindOf(string e164)
    {
        if (!(e164.Length == 12 && e164.StartsWith("+7", StringComparison.Ordinal)))
        {
            return Ask(e164);
        }

        var prefix = 0;
        foreach (var digit in e164.AsSpan(2, 6))
        {
            prefix = (prefix * 10) + (digit - '0');
        }

        var known = Known[prefix];
        if (known == 0)
        {
            Known[prefix] = known = AskOfSeven(e164) is { } kind ? (byte)(FirstKind + (int)kind) : NoNumber;
        }

        return known == NoNumber ? null : (PhoneKind)(known - FirstKind);
    }

    /// <summary>The library's own answer, remembered nowhere.</summary>
    internal static PhoneKind? Ask(string e164)
    {
        LibraryNumber number;
        try
        {
            number = Library.Parse(e164, null);
        }
        catch (NumberParseException)
        {
            return null;
        }

        return KindOf(number);
    }

    /// <summary>Ten digits after +7 are the number itself: the library's reading of texts, most of its work, finds nothing in them.</summary>
    private static PhoneKind? AskOfSeven(string e164) => e164[2] == '0'
        ? Ask(e164)
        : KindOf(LibraryNumber.CreateBuilder().SetCountryCode(7).SetNationalNumber(ulong.Parse(e164.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture)).Build());

    private static PhoneKind? KindOf(LibraryNumber number)
    {
        // The region alone does not say that the number is valid: of several countries with one code the library names the likely one.
        var type = Library.GetNumberType(number);
        return type == PhoneNumberType.UNKNOWN ? null : Library.GetRegionCodeForNumber(number) switch
        {
            "RU" => Russian(type),
            "KZ" => PhoneKind.Kazakhstan,
            null => null,
            _ => PhoneKind.Foreign,
        };
    }

    private static PhoneKind Russian(PhoneNumberType type) => type switch
    {
        PhoneNumberType.MOBILE => PhoneKind.Mobile,
        PhoneNumberType.FIXED_LINE or PhoneNumberType.FIXED_LINE_OR_MOBILE => PhoneKind.Fixed,
        PhoneNumberType.TOLL_FREE => PhoneKind.TollFree,
        _ => PhoneKind.Special,
    };
}
