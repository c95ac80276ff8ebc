using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.TransactSql;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>Statements that stand whole in the code, and the scripts for people. A new one cannot be written without being found here.</summary>
public sealed partial class ConstantStatementTests
{
    /// <summary>Beginnings of statements that are put together at run time. Each stands here with the test that parses the whole.</summary>
    private static readonly string[] PutTogether =
    [
        // SourceStatementTests
        "SELECT TOP (", "SELECT COUNT(*) FROM ", "SELECT CASE WHEN EXISTS (SELECT 1 FROM ", "INSERT INTO ", "DELETE FROM ", "UPDATE ", "UPDATE t SET ", "DROP INDEX IF EXISTS [", "DROP INDEX IF EXISTS \"", " WITH (UPDLOCK, ROWLOCK)",

        // StoreStatementTests
        "SELECT row_key, fingerprint, outcomes FROM row_states WHERE exchange_id = @id AND ", "SELECT l.source_key, l.entity_type_id, ",
        "INSERT INTO dead_letters (", "UPDATE dead_letters SET state = @resolved", "SELECT source_key, id FROM dead_letters WHERE ",
        "DELETE FROM link_matches WHERE flow_id = @id AND link_id IN (SELECT id FROM links WHERE flow_id = @id AND source_key IN (", "DELETE FROM links WHERE flow_id = @id AND source_key IN (",
        "DELETE FROM row_states WHERE exchange_id = @id AND row_key IN (",
    ];

    [Fact]
    public void Literals_OfEverythingForSqlServer_Parse() =>
        Mistakes(type => type.Contains("SqlServer", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Literals_SentToEveryEngine_Parse() =>
        Mistakes(type => !type.Contains("SqlServer", StringComparison.Ordinal) && !type.Contains("Sqlite", StringComparison.Ordinal) && !type.Contains("PostgreSql", StringComparison.Ordinal)).Should().BeEmpty();

    [Fact]
    public void Scripts_ForPeople_Parse()
    {
        var scripts = Directory.GetFiles(Path.Combine(Repository.Root, "docs", "sql"), "*.sqlserver.sql");

        scripts.Should().NotBeEmpty();
        scripts.SelectMany(script => TSql.Mistakes(Path.GetFileName(script), File.ReadAllText(script))).Should().BeEmpty();
        TSql.Mistakes("embedded", ExchangeTable.Script(SqlEngine.SqlServer)).Should().BeEmpty();
    }

    [Fact]
    public void Parsers_WhatIsWrong_IsRefused()
    {
        // A test that cannot fail proves nothing: TRIM(x FROM y) came in 2017, IS DISTINCT FROM in 2022, LIMIT never did.
        TSql.Mistakes("newer", "SELECT 1 FROM t WHERE a IS DISTINCT FROM b").Should().ContainSingle().Which.Should().StartWith("TSql130Parser");
        TSql.Mistakes("none", "SELECT 1 LIMIT 1").Should().HaveCountGreaterThan(1);
        TSql.Mistakes("inside", "EXEC(N'SELECT 1 LIMIT 1')").Should().NotBeEmpty();
        TSql.Mistakes(new Sent("SELECT @a, @b", ["a"])).Should().ContainSingle().Which.Should().StartWith("@b has no value");
        TSql.Mistakes(new Sent("SELECT 1", [.. Enumerable.Range(0, 2101).Select(index => $"p{index}")])).Should().ContainSingle().Which.Should().StartWith("2101 parameters");
    }

    private static List<string> Mistakes(Func<string, bool> isSentBy)
    {
        var whole = Literals.Of(typeof(SqlServerDialect).Assembly)
            .Where(literal => isSentBy(literal.Type) && !literal.Type.Contains(".Migrations.", StringComparison.Ordinal) && Statement().IsMatch(literal.Text))
            .Where(literal => !PutTogether.Contains(literal.Text) && !PutTogether.Any(part => part.Length > 14 && literal.Text.StartsWith(part, StringComparison.Ordinal)))
            .Where(literal => !literal.Text.Contains("contains_text(", StringComparison.Ordinal)) // a function of ours that SQLite gets: those branches send it to SQLite alone
            .DistinctBy(literal => literal.Text)
            .ToList();

        whole.Should().NotBeEmpty();

        // EF sends {0} as a parameter.
        return [.. whole.SelectMany(literal => TSql.Mistakes(literal.Type, Place().Replace(literal.Text, "@p${number}")))];
    }

    [GeneratedRegex(@"^\s*(SELECT|INSERT INTO|UPDATE|DELETE|CREATE|DROP|MERGE|WITH|IF|EXEC|TRUNCATE|ALTER)\s+\S", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Statement();

    [GeneratedRegex(@"\{(?<number>\d+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Place();
}
