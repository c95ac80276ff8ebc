using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Benches;

/// <summary>Reads the columns the exchange uses, all rows in key order, through the driver and nothing else; every value is taken.</summary>
internal static class BareRead
{
    private const int WarmUpRows = 20_000;

    public static async Task<double> RowsPerSecondAsync(Installation installation, CancellationToken cancellationToken)
    {
        var definition = await DefinitionAsync(installation, cancellationToken);
        await using var connection = new SqliteConnection(DemoSetup.SqliteConnectionString(installation.TableFile));
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = Select(definition);
        Read(command, WarmUpRows);
        var watch = Stopwatch.StartNew();
        var rows = Read(command, long.MaxValue);
        return rows / watch.Elapsed.TotalSeconds;
    }

    private static async Task<ExchangeDefinition> DefinitionAsync(Installation installation, CancellationToken cancellationToken)
    {
        await using var session = await EngineHost.OpenAsync(installation.DataDirectory, cancellationToken);
        return (await session.Get<IExchangeCatalog>().FindAsync(DemoSetup.ExchangeName, cancellationToken))!.Definition;
    }

    private static string Select(ExchangeDefinition definition) =>
        $"SELECT {List(SelectedColumns.Of(definition))} FROM {Quoted(definition.Source.Table)} ORDER BY {List(definition.Source.Key)}";

    private static string List(IEnumerable<string> columns) => string.Join(", ", columns.Select(Quoted));

    private static string Quoted(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    private static long Read(SqliteCommand command, long most)
    {
        using var reader = command.ExecuteReader();
        var values = new object[reader.FieldCount];
        long rows = 0;
        while (rows < most && reader.Read())
        {
            reader.GetValues(values);
            rows++;
        }

        return rows;
    }
}
