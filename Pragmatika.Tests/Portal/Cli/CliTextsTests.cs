using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Tests.Portal.Cli;

public sealed partial class CliTextsTests
{
    [Fact]
    public void Texts_EveryEnglishOne_HasARussianOneWithTheSamePlaceholders()
    {
        var english = Read(CultureInfo.InvariantCulture);
        var russian = Read(CultureInfo.GetCultureInfo("ru"));

        russian.Keys.Should().BeEquivalentTo(english.Keys);
        foreach (var (name, text) in english)
        {
            Placeholders(russian[name]).Should().BeEquivalentTo(Placeholders(text), "of '{0}'", name);
        }
    }

    private static Dictionary<string, string> Read(CultureInfo culture)
    {
        var resources = new ResourceManager("Pragmatika.Portal.Cli.CliTexts", typeof(CliTexts).Assembly);
        return resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<DictionaryEntry>()
            .ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);
    }

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct();

    [GeneratedRegex(@"\{\d(:N\d)?\}")]
    private static partial Regex Placeholder();
}
