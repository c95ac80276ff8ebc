using Pragmatika.Bench.Support;

namespace Pragmatika.Bench.Against;

/// <summary>One build of this repository: what it is called in results, the sources it was made of, and where its bench stands with the programs it starts.</summary>
internal sealed record ProgramBuild(string Name, string Root)
{
    private const string Output = "bin/Release/net10.0";

    public string Bench => Path.Combine(Root, "Pragmatika.Bench", Output);

    public string Portal => Path.Combine(Root, "Pragmatika.Portal", Output);

    /// <summary>The sources that this program was built from.</summary>
    public static ProgramBuild This() => new("this", Above(new DirectoryInfo(AppContext.BaseDirectory)));

    /// <summary>
    /// The sources of <paramref name="commit"/> in <paramref name="folder"/>, built there as that commit says. An archive and not a work tree: nothing is left in the repository
    /// when this process is killed.
    /// </summary>
    public static async Task<ProgramBuild> OfAsync(string commit, BenchFolder folder, Stages stages, CancellationToken cancellationToken)
    {
        var repository = This().Root;
        var hash = (await Tool.RunAsync("git", ["rev-parse", "--verify", "--quiet", commit + "^{commit}"], repository, cancellationToken)).Trim();
        var build = new ProgramBuild(hash[..12], folder[hash[..12]]);
        var archive = folder["sources.tar"];
        await Tool.RunAsync("git", ["archive", "--format=tar", "--output=" + archive, hash], repository, cancellationToken);
        Directory.CreateDirectory(build.Root);
        await System.Formats.Tar.TarFile.ExtractToDirectoryAsync(archive, build.Root, overwriteFiles: false, cancellationToken);
        await stages.DoAsync($"build {build.Name}", () => Tool.RunAsync(
            DotnetHost.Path, ["build", "Pragmatika.Bench", "-c", "Release", "-v", "quiet", "-nologo", "-p:RunAnalyzers=false"], build.Root, cancellationToken));
        return build;
    }

    private static string Above(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("No Pragmatika.sln above this program: another commit can only be built from the repository."),
        _ when File.Exists(Path.Combine(folder.FullName, "Pragmatika.sln")) => folder.FullName,
        _ => Above(folder.Parent),
    };
}
