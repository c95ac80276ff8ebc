using System.Diagnostics;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>Time to make the wide exchange table, from no file to a table with all its rows and indexes.</summary>
internal static class Generate
{
    public static async Task<object> RunAsync(BenchContext context, string? postgreSql)
    {
        using var folder = new BenchFolder();
        await MakeAsync(context with { Rows = 1_000 }, folder["warm.db"], postgreSql); // compiles what the measured rounds run
        var seconds = new List<double>();
        for (var round = 1; round <= context.Repeat; round++)
        {
            var file = folder[$"table{round}.db"];
            seconds.Add(await context.Stages.DoAsync($"generate {context.Rows} rows, round {round}", () => MakeAsync(context, file, postgreSql)));
            File.Delete(file);
        }

        return new
        {
            bench = "generate",
            engine = postgreSql is null ? "sqlite" : "postgresql",
            rows = context.Rows,
            seconds = Math.Round(Statistics.Median(seconds), 2),
            rowsPerSecond = Math.Round(context.Rows / Statistics.Median(seconds)),
            rounds = context.Repeat,
        };
    }

    private static async Task<double> MakeAsync(BenchContext context, string file, string? postgreSql)
    {
        var watch = Stopwatch.StartNew();
        var engine = postgreSql is null ? SqlEngine.Sqlite : SqlEngine.PostgreSql;
        await DemoSetup.MakeTableAsync(engine, postgreSql ?? DemoSetup.SqliteConnectionString(file), context.Rows, context.Seed, context.Stopping);
        return watch.Elapsed.TotalSeconds;
    }
}
