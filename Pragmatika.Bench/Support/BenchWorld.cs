using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Cli;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Bench.Support;

/// <summary>
/// A made exchange table, a sandbox in its own process, and fresh installations over both. Each installation works on a copy of the table, because runs write back to it.
/// </summary>
internal sealed class BenchWorld : IAsyncDisposable
{
    private const string TableFile = "table.db";
    private readonly BenchFolder _folder = new();
    private readonly BenchContext _context;
    private int _installations;

    private BenchWorld(BenchContext context, SandboxProcess sandbox) => (_context, Sandbox) = (context, sandbox);

    public SandboxProcess Sandbox { get; }

    public string File(string name) => _folder[name];

    /// <summary>Generates the table and starts the sandbox, calm and without limits unless told otherwise.</summary>
    public static async Task<BenchWorld> CreateAsync(BenchContext context, string profile = "box")
    {
        var world = new BenchWorld(context, await SandboxProcess.StartAsync(context.Stopping, profile));
        await context.Stages.DoAsync($"generate {context.Rows} rows", () => world.MakeTableAsync(context.Rows));
        return world;
    }

    /// <summary>Makes the table anew with another number of rows.</summary>
    public Task MakeTableAsync(int rows) => DemoSetup.MakeTableAsync(SqlEngine.Sqlite, ConnectionString(_folder[TableFile]), rows, _context.Seed, _context.Stopping);

    /// <summary>An empty portal and a new installation whose exchange has not run yet.</summary>
    public async Task<Installation> InstallAsync(Func<ExchangeDefinition, ExchangeDefinition>? change = null)
    {
        await Sandbox.ResetAsync(_context.Stopping);
        var number = ++_installations;
        var folder = new DataFolder(_folder[$"data{number}"]);
        var table = folder.File("exchange.db");
        Copy(_folder[TableFile], table);
        await using var session = await EngineHost.OpenAsync(folder.Path, _context.Stopping);
        await new DemoSetup(session, folder, TextWriter.Null).ConnectAsync(SqlEngine.Sqlite, ConnectionString(table), Sandbox.Webhook, _context.Stopping, Adjust);
        return new Installation(folder.Path, table);

        ExchangeDefinition Adjust(ExchangeDefinition definition)
        {
            definition = change?.Invoke(definition) ?? definition;
            return _context.Lanes is { } lanes ? definition with { Limits = definition.Limits with { Lanes = lanes } } : definition;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        _folder.Dispose();
    }

    /// <summary>By the database itself: a copy of the file alone would miss what is still in its log.</summary>
    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(ConnectionString(from));
        using var target = new SqliteConnection(ConnectionString(to));
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    private static string ConnectionString(string file) => DemoSetup.SqliteConnectionString(file);
}

/// <summary>A data folder ready to run, and the exchange table it works on.</summary>
internal sealed record Installation(string DataDirectory, string TableFile);
