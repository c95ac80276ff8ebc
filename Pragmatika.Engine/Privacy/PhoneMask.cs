namespace Pragmatika.Engine.Privacy;

/// <summary>What those see who may not see a number: enough to tell two numbers apart in talk, not enough to dial.</summary>
public static class PhoneMask
{
    /// <summary><c>+7 (921) ***-**-67</c> for +7; the country's first digits and the last two for others.</summary>
    public static string Mask(PhoneNumber number)
    {
        var digits = number.E164.AsSpan(1);
        return number.Kind == PhoneKind.Foreign
            ? string.Concat("+", digits[..3], " *** ", digits[^2..])
            : string.Concat("+7 (", digits.Slice(1, 3), ") ***-**-", digits[^2..]);
    }
}
