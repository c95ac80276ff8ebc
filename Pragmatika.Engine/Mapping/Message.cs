using System.Globalization;

namespace Pragmatika.Engine.Mapping;

/// <summary>
/// A text for people in both languages of the product; English only when the current UI culture is English, Russian otherwise. What is kept for later readers
/// (<see cref="StoredText.ForLater"/>) is made in both, and each reader gets his own.
/// </summary>
public readonly record struct Message(string Russian, string English)
{
    internal static readonly CultureInfo RussianCulture = CultureInfo.GetCultureInfo("ru-RU");
    internal static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en-US");

    internal static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>A whole number as it is printed inside a text.</summary>
    public static string Number(long number) => StoredText.Of(number.ToString("N0", RussianCulture), number.ToString("N0", EnglishCulture));

    /// <summary>The text in the current language, with <c>{0}</c>, <c>{1}</c>… filled in.</summary>
    public string With(params object?[] arguments) => StoredText.IsForLater
        ? StoredText.Of(Filled(Russian, arguments, isEnglish: false), Filled(English, arguments, isEnglish: true))
        : IsEnglish ? Filled(English, arguments, isEnglish: true) : Filled(Russian, arguments, isEnglish: false);

    public override string ToString() => StoredText.Of(Russian, English);

    private static string Filled(string text, object?[] arguments, bool isEnglish) => arguments.Length == 0
        ? text
        : string.Format(CultureInfo.InvariantCulture, text, Array.ConvertAll(arguments, argument => InLanguage(argument, isEnglish)));

    /// <summary>What is itself a text in both languages goes in as one.</summary>
    private static object? InLanguage(object? argument, bool isEnglish) => argument switch
    {
        Message message => isEnglish ? message.English : message.Russian,
        string text => StoredText.In(text, isEnglish),
        _ => argument,
    };
}
