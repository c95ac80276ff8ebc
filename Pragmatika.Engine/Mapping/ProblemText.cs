namespace Pragmatika.Engine.Mapping;

/// <summary>Problems as one line for people: where, why, what to do, each a sentence of its own.</summary>
public static class ProblemText
{
    public static string Of(IEnumerable<FieldProblem> problems) => string.Join(" ", problems.Select(problem => Of(problem.Field, problem.Reason, problem.Remedy)));

    /// <summary>Only where and why.</summary>
    public static string Reasons(IEnumerable<FieldProblem> problems) => string.Join(" ", problems.Select(problem => Of(problem.Field, problem.Reason)));

    public static string Of(string place, params IEnumerable<string> sentences) => $"{place}: {string.Join(" ", sentences.Where(text => text.Length > 0).Select(Sentence))}";

    private static string Sentence(string text) => text[^1] is '.' or '!' or '?' ? text : text + ".";
}
