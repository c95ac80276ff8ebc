using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Settings;

/// <summary>What is said of a setting that cannot be used. Every text ends with the remedy.</summary>
public static class SettingTexts
{
    public static readonly Message Missing = new("значение не задано", "has no value");
    public static readonly Message OutOfRange = new("должно быть от {0} до {1}", "must be between {0} and {1}");
    public static readonly Message NotAName = new("нужно имя из латинских букв, цифр и подчёркиваний", "must be a name of Latin letters, digits and underscores");
    public static readonly Message NotADuration = new("нужна длительность вида дни.чч:мм:сс, например 00:00:05", "must be a duration such as days.hh:mm:ss, for example 00:00:05");
    public static readonly Message NotANumber = new("нужно целое число", "must be a whole number");
    public static readonly Message NotAFlag = new("нужно true или false", "must be true or false");
    public static readonly Message NotOneOf = new("нужно одно из: {0}", "must be one of: {0}");
    public static readonly Message NotAnAddress = new("нужен адрес вида http://узел:порт", "must be an address such as http://host:port");
    public static readonly Message Unreadable = new("значение не читается", "cannot be read");

    private static readonly Message Whole = new(
        "Настройка {0}: {1}. Исправьте её в appsettings.json рядом с программой или в переменной окружения {2}.",
        "Setting {0}: {1}. Correct it in appsettings.json beside the program, or in the environment variable {2}.");

    /// <summary>Names the setting by its full path, <c>Section:Name</c>.</summary>
    public static string Of(string path, string what) => Whole.With(path, what, path.Replace(":", "__", StringComparison.Ordinal));
}
