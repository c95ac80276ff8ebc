using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Pragmatika.Portal.Parts;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Shell;

/// <summary>Reads the sources of all pages: a text attribute that holds a member's name has lost its <c>@</c>, and the name would be shown to people or stand in a link.</summary>
public sealed partial class CodeNameTests
{
    private static readonly Dictionary<string, Type> Components = typeof(Words).Assembly.GetTypes()
        .Where(type => typeof(IComponent).IsAssignableFrom(type))
        .GroupBy(type => type.Name.Split('`')[0], StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    [Fact]
    public void Markup_TextAttributes_HoldNoCodeName()
    {
        var folder = Path.Combine(Repository.Root, "Pragmatika.Portal");
        var sources = Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).ToList();

        sources.Should().HaveCountGreaterThan(50);
        sources.SelectMany(file => Faults(File.ReadAllText(file)).Select(fault => $"{Path.GetFileName(file)}: {fault}")).Should().BeEmpty();
    }

    [Theory]
    [InlineData("<RecordChoice Found=\"context.Found\" Text=\"_address.Text\" />", "RecordChoice Text=\"_address.Text\"")]
    [InlineData("<a href=\"Model.Address\">x</a>", "a href=\"Model.Address\"")]
    [InlineData("<input value=\"_text\" />", "input value=\"_text\"")]
    public void Faults_NameWithoutAt_IsFound(string markup, string fault) => Faults(markup).Should().Equal(fault);

    [Theory]
    [InlineData("<RecordChoice Found=\"context.Found\" Text=\"@_address.Text\" />")]
    [InlineData("<a href=\"/exchanges\" title=\"@T[\"Key\"]\" class=\"button primary\">x</a>")]
    [InlineData("<LoadView Of=\"_load\" OnRetry=\"ReloadAsync\">")]
    [InlineData("<form @onsubmit=\"Form.SendAsync\" rel=\"noopener\">")]
    public void Faults_WhatIsRight_IsLeftAlone(string markup) => Faults(markup).Should().BeEmpty();

    private static IEnumerable<string> Faults(string source)
    {
        var markup = Code().Replace(source, string.Empty);
        foreach (Match tag in Tag().Matches(markup))
        {
            var name = tag.Groups["tag"].Value;
            for (var attribute = Attribute().Match(markup, tag.Index + tag.Length); attribute.Success; attribute = Attribute().Match(markup, attribute.Index + attribute.Length))
            {
                if (Name().IsMatch(attribute.Groups["value"].Value) && IsText(name, attribute.Groups["name"].Value))
                {
                    yield return $"{name} {attribute.Value.Trim()}";
                }
            }
        }
    }

    /// <summary>Other attributes are C# as they stand.</summary>
    private static bool IsText(string tag, string attribute)
    {
        if (attribute.StartsWith('@') || attribute == "target")
        {
            return false;
        }

        return !char.IsUpper(tag[0]) || (Components.TryGetValue(tag, out var component) && component.GetProperty(attribute, BindingFlags.Public | BindingFlags.Instance)?.PropertyType == typeof(string));
    }

    [GeneratedRegex(@"(?s)^@code\s*\{.*\z", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@"<(?<tag>[A-Za-z]\w*)", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    // A value may hold @T["Key"]: quotes inside brackets do not end it.
    [GeneratedRegex("""\G\s+(?<name>[@\w:-]+)(?:="(?<value>(?:[^"\[]|\[[^\]]*\])*)")?""", RegexOptions.CultureInvariant)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"^(?:_[a-z]\w*(?:\.\w+)*|[A-Za-z]\w*(?:\.[A-Z]\w*)+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
