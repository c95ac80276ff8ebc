using System.Globalization;
using System.Text.RegularExpressions;
using Pragmatika.Tests.Architecture.Checker;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Architecture;

/// <summary>The four programs as they are compiled, against the floors of <c>docs/architecture.md</c>.</summary>
public sealed partial class FloorsTests
{
    private static readonly string[] Programs = ["Engine", "Portal", "Sandbox", "Bench"];

    [Fact]
    public void Programs_StandAsTheyAreDrawn()
    {
        var compiled = Compiled();
        var drawing = Drawing();

        var faults = FloorCheck.Faults(drawing, compiled.Types, compiled.References);
        drawing.Programs.Keys.Should().BeEquivalentTo(Programs);
        Assert.True(faults.Count == 0, "docs/architecture.md and the compiled types differ:" + Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void EveryRoom_SaysWhatItIs()
    {
        var rooms = Page().Split('\n')
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries))
            .Where(cells => cells.Length == 4 && int.TryParse(cells[0], CultureInfo.InvariantCulture, out _));

        rooms.Should().NotBeEmpty().And.OnlyContain(cells => cells[3].EndsWith('.') && cells[3].Length > 20);
    }

    [Fact]
    public void EveryFileOfThePage_IsThere()
    {
        var named = FileName().Matches(Page()).Select(match => match.Groups["path"].Value).Distinct(StringComparer.Ordinal).ToArray();

        named.Should().HaveCountGreaterThan(20).And.OnlyContain(path => IsThere(path));
    }

    internal static Drawing Drawing() => DrawingPage.Read(Page());

    internal static CompiledTypes Compiled()
    {
        var compiled = new CompiledTypes();
        foreach (var program in Programs)
        {
            compiled.Read(Path.Combine(AppContext.BaseDirectory, $"Pragmatika.{program}.dll"));
        }

        return compiled;
    }

    private static string Page() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

    /// <summary>Files stand on the page by their path in the repository, or in the program that its section is about.</summary>
    private static bool IsThere(string path) =>
        Programs.Select(program => "Pragmatika." + program).Append(".").Any(folder => File.Exists(Path.Combine(Repository.Root, folder, path)));

    [GeneratedRegex("`(?<path>[A-Za-z/.]+\\.cs)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FileName();
}
