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

internal sealed class NumberTransform(string separator, int round) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Number or ValueKind.Money => Rounded(value.AsNumber),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        ValueKind.Text or ValueKind.Choice => NumberText.TryParse(value.AsText, separator, out var number) ? Rounded(number) : Troubles.NotNumber(value.AsText, separator),
        ValueKind.Flag => Value.Number(value.AsFlag ? 1 : 0),
        _ => Troubles.NotNumber(value.ToString(), separator),
    };

    private Value Rounded(decimal number) => Value.Number(round < 0 ? number : Math.Round(number, round, MidpointRounding.AwayFromZero));
}

internal sealed class FormatNumberTransform(string readSeparator, string pattern, string printSeparator) : MemberTransform
{
    private readonly NumberFormatInfo _format = new() { NumberDecimalSeparator = printSeparator.Length == 0 ? "." : printSeparator, NumberGroupSeparator = " " };

    protected override Made One(Value value)
    {
        if (value.Kind is ValueKind.Number or ValueKind.Money)
        {
            return Value.Text(value.AsNumber.ToString(pattern, _format));
        }

        return NumberText.TryParse(value.AsText, readSeparator, out var number)
            ? Value.Text(number.ToString(pattern, _format))
            : Troubles.NotNumber(value.ToString(), readSeparator);
    }
}

internal sealed class DateTransform(DateText dates, bool asMoment) : MemberTransform
{
    protected override Made One(Value value)
    {
        if (value.Kind == ValueKind.Text)
        {
            if (string.IsNullOrWhiteSpace(value.AsText))
            {
                return Value.None;
            }

            return dates.TryParse(value.AsText, out var parsed) ? As(parsed) : Troubles.NotDate(value.AsText);
        }

        return value.Kind is ValueKind.Date or ValueKind.Moment ? As(value) : Troubles.NotDate(value.ToString());
    }

    private Value As(Value value) => value.Kind switch
    {
        ValueKind.Date when asMoment => Value.Moment(dates.MomentOf(value.AsDate)),
        ValueKind.Moment when !asMoment => Value.Date(dates.DayOf(value.AsMoment)),
        _ => value,
    };
}

internal sealed class FormatDateTransform(DateText dates, string pattern) : MemberTransform
{
    protected override Made One(Value value)
    {
        if (value.Kind == ValueKind.Text)
        {
            if (!dates.TryParse(value.AsText, out var parsed))
            {
                return Troubles.NotDate(value.AsText);
            }

            value = parsed;
        }

        return value.Kind switch
        {
            ValueKind.None => Value.None,
            ValueKind.Date => Value.Text(value.AsDate.ToDateTime(TimeOnly.MinValue).ToString(pattern, CultureInfo.InvariantCulture)),
            ValueKind.Moment => Value.Text(dates.LocalOf(value.AsMoment).ToString(pattern, CultureInfo.InvariantCulture)),
            _ => Troubles.NotDate(value.ToString()),
        };
    }
}

internal sealed class FlagTransform(FlagText words) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Flag => value,
        ValueKind.Number when value.AsNumber is 0 or 1 => Value.Flag(value.AsNumber == 1),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        _ => words.TryParse(value.ToString(), out var flag) ? Value.Flag(flag) : Troubles.NotFlag(value.ToString()),
    };
}

internal sealed class FormatFlagTransform(FlagText words, string yes, string no) : MemberTransform
{
    private readonly FlagTransform _reader = new(words);

    protected override Made One(Value value)
    {
        var made = _reader.Apply(value, null!);
        return made.Trouble is not null || made.Value.IsNone ? made : Value.Text(made.Value.AsFlag ? yes : no);
    }
}

internal sealed class MoneyTransform(string separator, string currency) : MemberTransform
{
    protected override Made One(Value value) => value.Kind switch
    {
        ValueKind.Money => value,
        ValueKind.Number => Value.Money(value.AsNumber, currency),
        ValueKind.Text when string.IsNullOrWhiteSpace(value.AsText) => Value.None,
        _ => NumberText.TryParse(value.AsText, separator, out var amount) ? Value.Money(amount, currency) : Troubles.NotNumber(value.ToString(), separator),
    };
}
