using System.Text.Json;
using System.Text.RegularExpressions;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Architecture;

/// <summary>No package that the portal is built with or ships may have a licence that <c>tools/licences.allowed</c> does not name; <c>tools/sbom.sh</c> prints the list.</summary>
public sealed partial class LicenceTests
{
    private static readonly string[] Lines = [.. File.ReadAllLines(Path.Combine(Repository.Root, "tools", "licences.allowed")).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    [Fact]
    public void EveryPackageOfThePortal_HasAnAllowedLicence()
    {
        var packages = Packages().ToArray();

        packages.Should().HaveCountGreaterThan(20);
        packages.Where(package => !IsAllowed(package.Name, package.Licence)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("Any", "MIT", true)]
    [InlineData("Any", "GPL-3.0-only", false)]
    [InlineData("Any", "", false)]
    [InlineData("Microsoft.Data.SqlClient.SNI.runtime", "", true)]
    public void Licence_IsAllowedByNameOrForOnePackage(string package, string licence, bool allowed) => IsAllowed(package, licence).Should().Be(allowed);

    /// <summary>What the restore of the portal settled on, with the licence that each package states itself; empty for own terms.</summary>
    private static IEnumerable<(string Name, string Licence)> Packages()
    {
        using var assets = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "Pragmatika.Portal", "obj", "project.assets.json")));
        var folders = assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name).ToArray();
        foreach (var library in assets.RootElement.GetProperty("libraries").EnumerateObject().Where(library => library.Value.GetProperty("type").GetString() == "package"))
        {
            var name = library.Name.Split('/')[0];
            var path = Path.Combine(library.Value.GetProperty("path").GetString()!, name.ToLowerInvariant() + ".nuspec");
            var nuspec = folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("The package folder lacks " + path);
            yield return (name, Expression().Match(File.ReadAllText(nuspec)).Groups["name"].Value);
        }
    }

    private static bool IsAllowed(string package, string licence) =>
        Lines.Contains(licence, StringComparer.Ordinal) || Lines.Any(line => line.StartsWith(package + ": ", StringComparison.Ordinal));

    [GeneratedRegex("<license type=\"expression\">(?<name>[^<]*)</license>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Expression();
}
