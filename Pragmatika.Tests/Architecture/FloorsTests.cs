using Pragmatika.Tests.Architecture.Checker;

namespace Pragmatika.Tests.Architecture;

/// <summary>The four programs as they are compiled, against the floors of <c>docs/architecture.md</c>.</summary>
public sealed class FloorsTests
{
    private static readonly string[] Programs = ["Engine", "Portal", "Sandbox", "Bench"];

    [Fact]
    public void Programs_StandAsTheyAreDrawn()
    {
        var compiled = new CompiledTypes();
        foreach (var program in Programs)
        {
            compiled.Read(Path.Combine(AppContext.BaseDirectory, $"Pragmatika.{program}.dll"));
        }

        var drawing = DrawingPage.Read(Page());
        var faults = FloorCheck.Faults(drawing, compiled.Types, compiled.References);

        drawing.Programs.Keys.Should().BeEquivalentTo(Programs);
        Assert.True(faults.Count == 0, "docs/architecture.md and the compiled types differ:" + Environment.NewLine + string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void EveryRoom_SaysWhatItIs()
    {
        var rooms = Page().Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)).Where(cells => cells.Length == 4 && int.TryParse(cells[0], out _));

        rooms.Should().NotBeEmpty().And.OnlyContain(cells => cells[3].EndsWith('.') && cells[3].Length > 20);
    }

    internal static string Page() => File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "architecture.md"));

    private static string RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Pragmatika.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The tests do not lie inside the repository.");
    }
}
