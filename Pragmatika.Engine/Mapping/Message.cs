using System.Globalization;

namespace Pragmatika.Engine.Mapping;

/// <summary>A text for people in both languages of the product; English only when the current UI culture is English, Russian otherwise.</summary>
public readonly record struct Message(string Russian, string English)
{
    private static readonly CultureInfo RussianCulture = CultureInfo.GetCultureInfo("ru-RU");
    private static readonly CultureInfo EnglishCulture = CultureInfo.GetCultureInfo("en-US");

    /// <summary>How numbers inside a text are printed.</summary>
    public static CultureInfo Numbers => IsEnglish ? EnglishCulture : RussianCulture;

    private static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>The text in the current language, with <c>{0}</c>, <c>{1}</c>… filled in.</summary>
    public string With(params object?[] arguments)
    {
        var text = ToString();
        return arguments.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, arguments);
    }

    public override string ToString() => IsEnglish ? English : Russian;
}
