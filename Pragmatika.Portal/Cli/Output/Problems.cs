using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>Every mistake of a definition, one under another: where, what, and how to mend it.</summary>
internal static class Problems
{
    public static void Write(TextWriter writer, IReadOnlyList<DefinitionProblem> problems)
    {
        writer.WriteLine(CliTexts.Get("DefinitionHasMistakes", problems.Count));
        foreach (var problem in problems)
        {
            writer.WriteLine($"  {problem.Path}: {problem.Reason}");
            writer.WriteLine($"      {problem.Remedy}");
        }
    }
}
