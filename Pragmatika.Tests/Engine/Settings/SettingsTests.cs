using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Schedules;
using Pragmatika.Engine.Settings;
using Pragmatika.Portal;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Settings;

/// <summary>The file of settings at the repository's top, and what is said of a setting that cannot be used.</summary>
public sealed class SettingsTests
{
    /// <summary>Sections that are not ours: the libraries that read them say what is in them.</summary>
    private static readonly string[] OfLibraries = ["Serilog", "DetailedErrors"];

    private static readonly IReadOnlyList<(string Section, Type Type)> Options =
    [
        .. from assembly in new[] { typeof(SettingsServices).Assembly, typeof(PortalApp).Assembly }
           from type in assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true }
           select ((string)type.GetField("Section")!.GetRawConstantValue()!, type),
    ];

    public static TheoryData<string> Sections => [.. Options.Select(pair => pair.Section)];

    [Fact]
    public void EveryOptionsClass_IsFound() => Options.Should().HaveCountGreaterThan(6).And.OnlyHaveUniqueItems(pair => pair.Section);

    [Theory]
    [MemberData(nameof(Sections))]
    public void File_EveryProperty_StandsThereWithTheDefaultOfItsClass(string section)
    {
        var type = Options.Single(pair => pair.Section == section).Type;
        var read = Activator.CreateInstance(type)!;
        var clean = Activator.CreateInstance(type)!;
        foreach (var property in SettingRules.Properties(type).Where(property => property.PropertyType == typeof(string)))
        {
            property.SetValue(read, "not what the class says");
        }

        File("appsettings.json").GetSection(section).Bind(read);

        Keys(section).Should().BeEquivalentTo(SettingRules.Properties(type).Select(property => property.Name));
        foreach (var property in SettingRules.Properties(type))
        {
            property.GetValue(read).Should().Be(property.GetValue(clean), $"{section}:{property.Name} is what the class says");
        }
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Development.json")]
    public void File_EveryKey_IsKnown(string file)
    {
        var known = Options.SelectMany(pair => SettingRules.Properties(pair.Type).Select(property => $"{pair.Section}:{property.Name}")).ToHashSet(StringComparer.Ordinal);

        File(file).AsEnumerable()
            .Where(pair => !File(file).GetSection(pair.Key).GetChildren().Any())
            .Select(pair => pair.Key)
            .Where(key => !known.Contains(key) && !OfLibraries.Contains(key.Split(':')[0]))
            .Should().BeEmpty();
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Development.json")]
    public void File_LiesBesideTheProgram(string file) =>
        System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, file)).Should().Be(System.IO.File.ReadAllText(Path.Combine(Repository.Root, file)));

    [Theory]
    [InlineData("ru", "Hearing:PollEvery", "00:00:00", "*Hearing:PollEvery: должно быть от 00:00:01 до 1.00:00:00*Hearing__PollEvery*")]
    [InlineData("en", "Hearing:PollEvery", "00:00:00", "*Hearing:PollEvery: must be between 00:00:01 and 1.00:00:00*Hearing__PollEvery*")]
    [InlineData("ru", "Hearing:PollEvery", "five", "*Hearing:PollEvery: нужна длительность*")]
    [InlineData("ru", "Hearing:IntakeGroup", "many", "*Hearing:IntakeGroup: нужно целое число*")]
    [InlineData("en", "Schedules:TimeZone", "", "*Schedules:TimeZone: has no value*")]
    [InlineData("ru", "Schedules:TimeZone", "Europe/Nowhere", "*Schedules:TimeZone*Europe/Nowhere*Schedules__TimeZone*")]
    public void Start_SettingThatCannotBeUsed_IsNamedWithItsRemedy(string language, string setting, string value, string expected)
    {
        using var services = Services((setting, value));

        InLanguage(language, () => services.CheckSettings()).Message.Should().Match(expected);
    }

    [Fact]
    public void Start_SeveralMistakes_AreAllTold()
    {
        using var services = Services(("Hearing:PollEvery", "five"), ("Hearing:IntakeGroup", "0"), ("Schedules:MissedAfter", "x"));

        InLanguage("en", () => services.CheckSettings()).Mistakes.Should().HaveCount(3).And.OnlyContain(line => line.StartsWith("Setting ", StringComparison.Ordinal));
    }

    [Fact]
    public void Start_OneIsUnreadable_NothingIsSaidOfWhatTheHostFillsIn()
    {
        using var services = Services(("Database:Engine", "Oracle"), ("Database:ConnectionString", ""));

        InLanguage("en", () => services.CheckSettings()).Mistakes.Should().ContainSingle().Which.Should().StartWith("Setting Database:Engine: must be one of: Sqlite, PostgreSql, SqlServer.");
    }

    [Fact]
    public void Start_NothingSet_IsGood()
    {
        using var services = Services();

        services.Invoking(all => all.CheckSettings()).Should().NotThrow();
    }

    private static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build());
        services.AddSettings<HearingOptions>(HearingOptions.Section);
        services.AddSettings<DatabaseOptions>(DatabaseOptions.Section).Configure(database => database.ConnectionString = "Data Source=filled in by the host");
        services.AddSettings<ScheduleOptions>(ScheduleOptions.Section);
        services.AddSingleton<IValidateOptions<ScheduleOptions>, ScheduleZoneValidator>();
        return services.BuildServiceProvider();
    }

    private static SettingsException InLanguage(string language, Action act)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return act.Should().Throw<SettingsException>().Which;
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static IConfigurationRoot File(string name) => new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, name)).Build();

    /// <summary>As the file has them: a configuration forgets what is null.</summary>
    private static IEnumerable<string> Keys(string section)
    {
        using var file = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Repository.Root, "appsettings.json")));
        var element = section.Split(':').Aggregate(file.RootElement, (parent, name) => parent.GetProperty(name));
        return [.. element.EnumerateObject().Select(property => property.Name)];
    }
}
