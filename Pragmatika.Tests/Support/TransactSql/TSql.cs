using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>
/// Microsoft's own parsers: of SQL Server 2016, the oldest we promise, and of the newest. They are milder than the server in places: passing is needed, not enough.
/// What they cannot know and is easily broken is asked here, too: the number of parameters, and that each has a value.
/// </summary>
internal static class TSql
{
    private const int MostParameters = 2100;

    /// <summary>What either parser has against the text; empty when both take it.</summary>
    public static IReadOnlyList<string> Mistakes(string name, string sql) =>
        [.. Of(new TSql130Parser(initialQuotedIdentifiers: true), name, sql), .. Of(new TSql180Parser(initialQuotedIdentifiers: true), name, sql)];

    public static IReadOnlyList<string> Mistakes(Sent sent) =>
    [
        .. Mistakes("sent", sent.Sql),
        .. Variables(sent.Sql).Except(sent.Parameters, StringComparer.OrdinalIgnoreCase).Select(variable => $"@{variable} has no value <- {Start(sent.Sql)}"),
        .. sent.Parameters.Count > MostParameters ? [$"{sent.Parameters.Count} parameters <- {Start(sent.Sql)}"] : Array.Empty<string>(),
    ];

    private static IEnumerable<string> Of(TSqlParser parser, string name, string sql)
    {
        var (script, errors) = Parsed(parser, sql);
        foreach (var error in errors)
        {
            yield return $"{parser.GetType().Name}: {name}, line {error.Line}: {error.Message} <- {Start(sql)}";
        }

        foreach (var inner in Visit(script, new Inner()).Texts.SelectMany((text, index) => Of(parser, $"{name}, text {index} in it", text)))
        {
            yield return inner;
        }
    }

    private static HashSet<string> Variables(string sql) => Visit(Parsed(new TSql180Parser(initialQuotedIdentifiers: true), sql).Script, new Used()).Names;

    private static (TSqlFragment? Script, IList<ParseError> Errors) Parsed(TSqlParser parser, string sql)
    {
        using var reader = new StringReader(sql);
        return (parser.Parse(reader, out var errors), errors);
    }

    private static T Visit<T>(TSqlFragment? script, T visitor)
        where T : TSqlFragmentVisitor
    {
        script?.Accept(visitor);
        return visitor;
    }

    private static string Start(string sql) => sql[..Math.Min(sql.Length, 160)];

    /// <summary>Statements inside texts: EXEC(N'...') and sp_executesql, as a migration's idempotent script has them.</summary>
    private sealed class Inner : TSqlFragmentVisitor
    {
        public List<string> Texts { get; } = [];

        public override void Visit(ExecutableStringList node) => Texts.Add(string.Concat(node.Strings.OfType<StringLiteral>().Select(part => part.Value)));

        public override void Visit(ExecutableProcedureReference node)
        {
            if (node.ProcedureReference?.ProcedureReference?.Name?.BaseIdentifier.Value == "sp_executesql" && node.Parameters is [{ ParameterValue: StringLiteral text }, ..])
            {
                Texts.Add(text.Value);
            }
        }
    }

    private sealed class Used : TSqlFragmentVisitor
    {
        public HashSet<string> Names { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(VariableReference node)
        {
            if (!node.Name.StartsWith("@@", StringComparison.Ordinal))
            {
                Names.Add(node.Name[1..]);
            }
        }
    }
}
