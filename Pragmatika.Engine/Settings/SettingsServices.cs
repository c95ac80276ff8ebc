using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pragmatika.Engine.Settings;

/// <summary>Options from a section of the configuration, checked when the program starts.</summary>
public static class SettingsServices
{
    /// <summary>Binds <typeparamref name="T"/> to <paramref name="section"/>; every mistake is told with the full name of its setting, in the reader's language.</summary>
    public static OptionsBuilder<T> AddSettings<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton<IValidateOptions<T>>(new RuleValidator<T>(section));
        return services.AddOptions<T>().Configure<IConfiguration>((options, configuration) => BindOrThrow(options, configuration.GetSection(section))).ValidateOnStart();
    }

    /// <summary>Checks all settings at once. Whoever starts a program calls it first: before a database is changed, and in the language of whoever started it.</summary>
    public static void CheckSettings(this IServiceProvider services)
    {
        try
        {
            services.GetService<IStartupValidator>()?.Validate();
        }
        catch (OptionsValidationException wrong)
        {
            throw new SettingsException([.. wrong.Failures], wrong);
        }
        catch (AggregateException several) when (several.InnerExceptions.All(one => one is OptionsValidationException))
        {
            throw new SettingsException([.. several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(one => one.Failures).Distinct()], several);
        }
    }

    /// <summary>The settings as they are while a program is still put together; where they cannot be read, the defaults: the check at the start tells what is wrong.</summary>
    public static T ReadSettings<T>(this IConfiguration configuration, string section)
        where T : class, new()
    {
        var options = new T();
        Bind(options, configuration.GetSection(section), SettingRules.Unreadable(typeof(T), configuration.GetSection(section)));
        return options;
    }

    private static void BindOrThrow<T>(T options, IConfigurationSection section)
        where T : class
    {
        var mistakes = SettingRules.Unreadable(typeof(T), section);
        Bind(options, section, mistakes);
        if (mistakes.Count > 0)
        {
            // What else is set is checked, too: whoever mends a setting wants to hear of all of them at once. What is not set the host may have filled in later.
            throw new OptionsValidationException(Options.DefaultName, typeof(T), [.. mistakes.Select(mistake => mistake.Mistake), .. SettingRules.Broken(options, section.Path, name => section[name] is { Length: > 0 })]);
        }
    }

    private static void Bind<T>(T options, IConfigurationSection section, IReadOnlyList<(string Name, string Mistake)> without)
        where T : class
    {
        if (without.Count == 0)
        {
            section.Bind(options);
            return;
        }

        var readable = section.AsEnumerable(makePathsRelative: true).Where(pair => pair.Key.Length > 0 && !without.Any(mistake => mistake.Name.Equals(pair.Key, StringComparison.OrdinalIgnoreCase)));
        new ConfigurationBuilder().AddInMemoryCollection(readable).Build().Bind(options);
    }

    private sealed class RuleValidator<T>(string section) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            SettingRules.Broken(options, section) is { Count: > 0 } mistakes ? ValidateOptionsResult.Fail(mistakes) : ValidateOptionsResult.Success;
    }
}
