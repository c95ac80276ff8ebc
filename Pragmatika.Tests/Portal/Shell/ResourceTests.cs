using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pragmatika.Portal.Parts;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Shell;

/// <summary>Reads the sources: a text missing in one language shows as its key, and only to those who read that language.</summary>
public sealed partial class ResourceTests
{
    public static TheoryData<string> Resources() => [.. Files("*.resx").Where(file => !file.EndsWith(".ru.resx", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Resources))]
    public void Russian_SameKeysAsEnglish(string path)
    {
        var english = Texts(path);
        var russian = Texts(Path.ChangeExtension(path, ".ru.resx"));

        russian.Keys.Should().BeEquivalentTo(english.Keys);
        russian.Values.Should().NotContain(string.Empty);
        russian.Should().OnlyContain(text => Placeholders(text.Value).SetEquals(Placeholders(english[text.Key])));
    }

    [Fact]
    public void Markup_EveryIcon_IsDrawn()
    {
        var used = Files("*.razor").SelectMany(file => IconName().Matches(File.ReadAllText(Path.Combine(Portal, file)))).Select(match => match.Groups["name"].Value);

        used.Distinct(StringComparer.Ordinal).Should().NotBeEmpty().And.OnlyContain(name => Icons.Has(name));
    }

    [Fact]
    public void Markup_EveryKey_IsInTheResources()
    {
        var missing = Files("*.razor").SelectMany(file => Missing(File.ReadAllText(Path.Combine(Portal, file))));

        missing.Should().BeEmpty();
    }

    private static string Portal => Path.Combine(Repository.Root, "Pragmatika.Portal");

    private static IEnumerable<string> Files(string pattern) => Directory.EnumerateFiles(Portal, pattern, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Portal, file))
        .Where(file => !file.StartsWith("obj", StringComparison.Ordinal) && !file.StartsWith("bin", StringComparison.Ordinal));

    private static Dictionary<string, string> Texts(string path) => XDocument.Load(Path.Combine(Portal, path)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups["number"].Value)];

    private static IEnumerable<string> Missing(string markup)
    {
        foreach (Match localizer in Localizer().Matches(markup))
        {
            var file = Files(localizer.Groups["type"].Value + ".resx").Single();
            var known = Texts(file).Keys.ToHashSet();
            var used = Regex.Matches(markup, $@"(?<!\w){localizer.Groups["name"].Value}\[""(?<key>[^""]+)""[\],]", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            foreach (var key in used.Select(match => match.Groups["key"].Value).Where(key => !known.Contains(key)))
            {
                yield return $"{localizer.Groups["type"].Value}: {key}";
            }
        }
    }

    [GeneratedRegex("<Icon Name=\"(?<name>[a-z]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex IconName();

    [GeneratedRegex(@"\{(?<number>\d)[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"@inject IStringLocalizer<(?<type>\w+)> (?<name>\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex Localizer();
}
