using System.Globalization;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Transforms that read and print numbers, dates, flags and money.</summary>
internal static class TypedKinds
{
    private static readonly TransformSetting Patterns = new(
        "patterns", SettingType.TextList, false, null, new("Шаблоны дат .NET; по умолчанию из настроек обмена", ".NET date patterns; those of the exchange by default"));

    private static readonly TransformSetting Separator = new(
        "separator", SettingType.Text, false, null, new("Знак дробной части; по умолчанию из настроек обмена", "Decimal separator; that of the exchange by default"));

    public static readonly TransformKind Number = new(
        "number",
        new("Читает число", "Reads a number"),
        settings => new NumberTransform(settings.OptionalText("separator") ?? settings.Scope.Formats.DecimalSeparator, settings.Integer("round", -1, 10)),
        Separator,
        new TransformSetting("round", SettingType.Integer, false, "-1", new("Знаков после запятой; −1 не округляет", "Decimals to keep; −1 does not round")));

    public static readonly TransformKind FormatNumber = new(
        "formatNumber",
        new("Печатает число по шаблону", "Prints a number by a pattern"),
        settings => Printing(settings),
        new TransformSetting("pattern", SettingType.Text, false, "0.##########", new("Шаблон .NET, например 0.00", "A .NET pattern, for example 0.00")),
        Separator);

    public static readonly TransformKind Date = new(
        "date",
        new("Читает день", "Reads a day"),
        settings => new DateTransform(Dates(settings), asMoment: false),
        Patterns);

    public static readonly TransformKind Moment = new(
        "moment",
        new("Читает дату со временем", "Reads a moment"),
        settings => new DateTransform(Dates(settings), asMoment: true),
        Patterns);

    public static readonly TransformKind FormatDate = new(
        "formatDate",
        new("Печатает дату по шаблону в поясе обмена", "Prints a date by a pattern in the exchange's zone"),
        settings => new FormatDateTransform(settings.Scope.Reader.Dates, PrintPattern(settings)),
        new TransformSetting("pattern", SettingType.Text, true, null, new("Шаблон .NET, например dd.MM.yyyy", "A .NET pattern, for example dd.MM.yyyy")));

    public static readonly TransformKind Flag = new(
        "flag",
        new("Читает «да» или «нет»", "Reads yes or no"),
        settings => new FlagTransform(settings.Has("true") || settings.Has("false")
            ? new FlagText(settings.TextList("true"), settings.TextList("false"))
            : settings.Scope.Reader.Flags),
        new TransformSetting("true", SettingType.TextList, false, null, new("Слова «да»; по умолчанию из настроек обмена", "Words of yes; those of the exchange by default")),
        new TransformSetting("false", SettingType.TextList, false, null, new("Слова «нет»", "Words of no")));

    public static readonly TransformKind FormatFlag = new(
        "formatFlag",
        new("Печатает «да» или «нет» словами", "Prints yes or no as words"),
        settings => new FormatFlagTransform(settings.Scope.Reader.Flags, settings.Text("true"), settings.Text("false")),
        new TransformSetting("true", SettingType.Text, false, "Да", new("Слово «да»", "The word for yes")),
        new TransformSetting("false", SettingType.Text, false, "Нет", new("Слово «нет»", "The word for no")));

    public static readonly TransformKind Money = new(
        "money",
        new("Сумма с валютой", "An amount with its currency"),
        settings => new MoneyTransform(settings.Scope.Formats.DecimalSeparator, settings.OptionalText("currency") ?? settings.Scope.Formats.Currency),
        new TransformSetting("currency", SettingType.Text, false, null, new("Код валюты; по умолчанию из настроек обмена", "Currency code; that of the exchange by default")));

    private static DateText Dates(TransformSettings settings)
    {
        if (!settings.Has("patterns"))
        {
            return settings.Scope.Reader.Dates;
        }

        var patterns = settings.TextList("patterns");
        if (!patterns.All(DatePattern.IsUsable))
        {
            settings.Wrong("patterns", new("шаблоны дат .NET", ".NET date patterns"));
        }

        return new DateText(settings.Scope.Formats, patterns);
    }

    private static string PrintPattern(TransformSettings settings)
    {
        var pattern = settings.Text("pattern");
        try
        {
            _ = DateTime.UnixEpoch.ToString(pattern, CultureInfo.InvariantCulture);
            return pattern;
        }
        catch (FormatException)
        {
            settings.Wrong("pattern", new("шаблон даты .NET", "a .NET date pattern"));
            return "yyyy-MM-dd";
        }
    }

    private static FormatNumberTransform Printing(TransformSettings settings)
    {
        var pattern = settings.Text("pattern");
        try
        {
            _ = 1m.ToString(pattern, CultureInfo.InvariantCulture);
        }
        catch (FormatException)
        {
            settings.Wrong("pattern", new("шаблон числа .NET", "a .NET number pattern"));
            pattern = "0";
        }

        var separator = settings.OptionalText("separator") ?? settings.Scope.Formats.DecimalSeparator;
        return new FormatNumberTransform(settings.Scope.Formats.DecimalSeparator, pattern, separator);
    }
}
