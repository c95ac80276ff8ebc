namespace Pragmatika.Sandbox.Store;

/// <summary>One phone, e-mail, site, messenger or link of a record; the id is unique within the portal.</summary>
/// <param name="Id">Given by the portal.</param>
/// <param name="TypeId">PHONE, EMAIL, WEB, IM or LINK.</param>
/// <param name="ValueType">WORK, MOBILE and so on.</param>
/// <param name="Value">As it was sent.</param>
public sealed record Communication(int Id, string TypeId, string ValueType, string Value)
{
    public static readonly string[] TypeIds = ["PHONE", "EMAIL", "WEB", "IM", "LINK"];

    /// <summary>What duplicates are compared by: digits with the country code for phones, lower case for the rest.</summary>
    public static string Normalise(string typeId, string value) => typeId == "PHONE" ? NormalisePhone(value) : value.Trim().ToLowerInvariant();

    /// <summary>Digits before an extension; a Russian 8 or a bare ten-digit number becomes 7….</summary>
    public static string NormalisePhone(string value)
    {
        Span<char> digits = stackalloc char[32];
        var count = 0;
        foreach (var sign in value)
        {
            if (char.IsAsciiDigit(sign) && count < 31)
            {
                digits[count++] = sign;
            }
            else if (sign is ';' or ',' or '#' or 'x' or 'д' or 'w')
            {
                break;
            }
        }

        return count switch
        {
            11 when digits[0] == '8' => "7" + digits[1..count].ToString(),
            10 => "7" + digits[..count].ToString(),
            _ => digits[..count].ToString(),
        };
    }
}
