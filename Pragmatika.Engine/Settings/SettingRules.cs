using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Pragmatika.Engine.Settings;

/// <summary>Pure: what is wrong with a section of the configuration, or with the options made of it. Collects every mistake.</summary>
internal static class SettingRules
{
    public static IReadOnlyList<PropertyInfo> Properties(Type options) => [.. options.GetProperties().Where(property => property is { CanRead: true, SetMethod.IsPublic: true })];

    /// <summary>Values that do not become what the property is. They are not repeated: whoever puts a secret into the wrong line does not find it in a log.</summary>
    public static IReadOnlyList<(string Name, string Mistake)> Unreadable(Type options, IConfigurationSection section) =>
    [
        .. from property in Properties(options)
           where section[property.Name] is { Length: > 0 } text && !IsReadable(property.PropertyType, text)
           select (property.Name, SettingTexts.Of($"{section.Path}:{property.Name}", Expected(property.PropertyType))),
    ];

    /// <summary>Values that break a rule which stands at the property.</summary>
    public static IReadOnlyList<string> Broken(object options, string section) => Broken(options, section, static _ => true);

    /// <summary>As above, of some settings only.</summary>
    public static IReadOnlyList<string> Broken(object options, string section, Func<string, bool> isAsked) =>
    [
        .. from property in Properties(options.GetType())
           where isAsked(property.Name)
           from rule in property.GetCustomAttributes<ValidationAttribute>()
           where !rule.IsValid(property.GetValue(options))
           select SettingTexts.Of($"{section}:{property.Name}", Said(rule)),
    ];

    private static bool IsReadable(Type type, string text)
    {
        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text) is not null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false; // converters throw whatever they like
        }
    }

    private static string Expected(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var bare when bare == typeof(TimeSpan) => SettingTexts.NotADuration.With(),
        var bare when bare == typeof(bool) => SettingTexts.NotAFlag.With(),
        var bare when bare == typeof(int) || bare == typeof(long) => SettingTexts.NotANumber.With(),
        { IsEnum: true } bare => SettingTexts.NotOneOf.With(string.Join(", ", Enum.GetNames(bare))),
        _ => SettingTexts.Unreadable.With(),
    };

    private static string Said(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => SettingTexts.Missing.With(),
        RangeAttribute range => SettingTexts.OutOfRange.With(Convert.ToString(range.Minimum, CultureInfo.InvariantCulture), Convert.ToString(range.Maximum, CultureInfo.InvariantCulture)),
        PlainNameAttribute => SettingTexts.NotAName.With(),
        HttpAddressAttribute => SettingTexts.NotAnAddress.With(),
        _ => SettingTexts.Unreadable.With(),
    };
}
