namespace Pragmatika.Engine.Privacy;

/// <summary>Phone numbers as people and 1C write them: ours is to read what stands around the digits, the library's to say whether they are a number, whose and of what kind.</summary>
public static class PhoneNumbers
{
    /// <summary>Several numbers of one field; empty parts are left out. An extension stays with its number.</summary>
    public static IEnumerable<string> Split(string text) => PhoneSplit.Of(text);

    /// <summary>
    /// One number, or null when the text holds none that could be dialled. <paramref name="cityCode"/> (for example <c>8152</c>) completes a local number.
    /// </summary>
    public static PhoneNumber? Parse(string? text, string? cityCode = null) =>
        PhoneReading.Read(text, cityCode) is { } read && PhoneJudge.KindOf(read.E164) is { } kind
            ? new PhoneNumber(read.E164, read.Extension, kind)
            : null;

    /// <summary>
    /// What looks like a number, valid or not: for hiding. The library takes some papers for numbers and refuses numbers with a slip; what is hidden must not depend on either.
    /// </summary>
    internal static PhoneNumber? Suspect(string text) => PhoneReading.Read(text, null) is { } read
        ? new PhoneNumber(read.E164, read.Extension, read.E164.StartsWith("+7", StringComparison.Ordinal) ? PhoneKind.Mobile : PhoneKind.Foreign)
        : null;
}
