using System.Globalization;
using System.Text.RegularExpressions;

namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>Transforms of texts.</summary>
internal static class TextKinds
{
    private static readonly TextInfo Russian = CultureInfo.GetCultureInfo("ru-RU").TextInfo;

    public static readonly TransformKind Trim = new(
        "trim",
        new("Убирает пробелы по краям", "Removes outer spaces"),
        settings => settings.Flag("inner") ? new TextTransform(text => Value.Text(Collapse(text))) : new TextTransform(text => Value.Text(text.Trim())),
        new TransformSetting("inner", SettingType.Flag, false, "false", new("Сжимать и пробелы внутри до одного", "Also collapse inner runs of spaces to one")));

    public static readonly TransformKind Case = new(
        "case",
        new("Меняет регистр букв", "Changes the case of letters"),
        settings => settings.Text("to") switch
        {
            "upper" => new TextTransform(text => Value.Text(text.ToUpperInvariant())),
            "lower" => new TextTransform(text => Value.Text(text.ToLowerInvariant())),
            _ => new TextTransform(text => Value.Text(Russian.ToTitleCase(text.ToLowerInvariant()))),
        },
        new TransformSetting("to", SettingType.Text, true, null, new("Регистр", "The case"), ["upper", "lower", "title"]));

    public static readonly TransformKind Replace = new(
        "replace",
        new("Заменяет по регулярному выражению", "Replaces by a regular expression"),
        settings => Replacing(settings.Pattern("pattern"), settings.Text("with")),
        new TransformSetting("pattern", SettingType.Text, true, null, new("Регулярное выражение .NET", "A .NET regular expression")),
        new TransformSetting("with", SettingType.Text, false, "", new("На что заменить; $1 — первая группа", "The replacement; $1 is the first group")));

    public static readonly TransformKind Substring = new(
        "substring",
        new("Берёт часть текста", "Takes a part of the text"),
        settings => Cutting(settings.Integer("start", 0, 100_000), settings.Integer("length", 0, 100_000)),
        new TransformSetting("start", SettingType.Integer, false, "0", new("Сколько знаков пропустить", "Characters to skip")),
        new TransformSetting("length", SettingType.Integer, false, "0", new("Сколько знаков взять; 0 — до конца", "Characters to take; 0 takes the rest")));

    public static readonly TransformKind Split = new(
        "split",
        new("Делит текст на список", "Splits the text into a list"),
        settings => Splitting(settings.OptionalText("separator") ?? settings.Scope.Formats.ListSeparator),
        new TransformSetting("separator", SettingType.Text, false, null, new("Разделитель; по умолчанию из настроек обмена", "The separator; that of the exchange by default")));

    public static readonly TransformKind Join = new(
        "join",
        new("Соединяет список в текст", "Joins a list into a text"),
        settings => new JoinTransform(settings.OptionalText("separator") ?? settings.Scope.Formats.ListSeparator),
        new TransformSetting("separator", SettingType.Text, false, null, new("Разделитель; по умолчанию из настроек обмена", "The separator; that of the exchange by default")));

    public static readonly TransformKind Concat = new(
        "concat",
        new("Добавляет к значению другие колонки; пустые пропускает", "Appends other columns to the value; empty ones are left out"),
        settings => new ConcatTransform(settings.Columns("columns"), settings.Text("separator")),
        new TransformSetting("columns", SettingType.TextList, true, null, new("Колонки по порядку", "The columns in order")),
        new TransformSetting("separator", SettingType.Text, false, " ", new("Что ставить между значениями", "What stands between the values")));

    internal static string Collapse(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static TextTransform Replacing(Regex pattern, string with) => new(text => Replaced(pattern, text, with) ?? Replaced(pattern, text, with) ?? Troubles.PatternTooSlow());

    /// <summary>Null when the time ran out. The limit is one of the wall clock: a busy machine may stop the thread that long once, a pattern that is too slow is too slow again.</summary>
    private static Made? Replaced(Regex pattern, string text, string with)
    {
        try
        {
            return Value.Text(pattern.Replace(text, with));
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static TextTransform Cutting(int start, int length) => new(text =>
    {
        if (start >= text.Length)
        {
            return Value.None;
        }

        return Value.Text(length == 0 || start + length >= text.Length ? text[start..] : text.Substring(start, length));
    });

    private static SplitTransform Splitting(string separator) => new(separator.Length == 0 ? ";" : separator);
}
