using System.CommandLine;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli.Demo;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>demo</c>: makes exchange table, sandbox and exchange once, runs the exchange, and serves the portal.</summary>
internal sealed class DemoVerb(CliConsole console, EngineOpener open)
{
    private const int MostRows = 10_000_000;

    private readonly Option<int> _rows = new("--rows") { Description = CliTexts.Get("OptionRows"), DefaultValueFactory = _ => 2000 };
    private readonly Option<int> _seed = new("--seed") { Description = CliTexts.Get("OptionSeed"), DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _once = new("--once") { Description = CliTexts.Get("OptionOnce") };
    private readonly Option<string> _engine = new("--engine") { Description = CliTexts.Get("OptionEngine"), DefaultValueFactory = _ => "sqlite" };
    private readonly Option<string?> _connection = new("--connection") { Description = CliTexts.Get("OptionConnection") };
    private readonly Option<int> _port = ServeVerb.Port();
    private readonly Option<string> _data = CliOptions.Data();
    private readonly Option<bool> _json = CliOptions.Json();

    public Command Create()
    {
        _engine.AcceptOnlyFromAmong("sqlite", "postgresql");
        var command = new Command("demo", CliTexts.Get("VerbDemo")) { _rows, _seed, _data, _once, _json, _engine, _connection, _port };
        _rows.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostRows)
            {
                result.AddError(CliTexts.Get("DemoRowsRange"));
            }
        });
        command.Validators.Add(result =>
        {
            var engine = result.GetResult(_engine)?.GetValueOrDefault<string>() ?? "sqlite";
            var isNamed = result.GetResult(_connection) is not null;
            if (engine == "postgresql" && !isNamed)
            {
                result.AddError(CliTexts.Get("DemoConnectionNeeded"));
            }
            else if (engine == "sqlite" && isNamed)
            {
                result.AddError(CliTexts.Get("DemoConnectionUnwanted"));
            }
        });
        command.SetAction(DemoAsync);
        return command;
    }

    private async Task<int> DemoAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var folder = new DataFolder(parsed.GetValue(_data)!);
        var json = parsed.GetValue(_json);
        var notes = json ? console.Error : console.Out; // the output of --json is one object and nothing else
        if (await PlanAsync(folder, parsed, cancellationToken) is not { } plan)
        {
            return ExitCode.BadInput;
        }

        await using var sandbox = await DemoSandbox.StartAsync(folder, plan.SandboxPort, cancellationToken);
        var exitCode = await RunAsync(folder, plan, sandbox, parsed, notes, cancellationToken);
        return parsed.GetValue(_once) || exitCode == ExitCode.BadInput || cancellationToken.IsCancellationRequested
            ? exitCode
            : await new ServeVerb(console).ServeAsync(folder, parsed.GetValue(_port), notes, cancellationToken);
    }

    private async Task<int> RunAsync(DataFolder folder, DemoRecord plan, DemoSandbox sandbox, ParseResult parsed, TextWriter notes, CancellationToken cancellationToken)
    {
        await notes.WriteLineAsync(CliTexts.Get("DemoSandbox", sandbox.Webhook.GetLeftPart(UriPartial.Authority)));
        await using var session = await open(folder.Path, cancellationToken);
        var setup = new DemoSetup(session, folder, notes);
        if (plan.IsComplete)
        {
            await notes.WriteLineAsync(CliTexts.Get("DemoTableKept", plan.Rows, plan.Seed));
            await sandbox.ConnectAsync(folder, session.Get<Engine.Connectors.Connections.IConnectionCatalog>(), cancellationToken);
        }
        else
        {
            var engine = plan.Engine == "sqlite" ? SqlEngine.Sqlite : SqlEngine.PostgreSql;
            await setup.MakeAsync(engine, parsed.GetValue(_connection), plan.Rows, plan.Seed, sandbox.Webhook, cancellationToken);
            await (plan with { SandboxPort = sandbox.Port, IsComplete = true }).SaveAsync(folder, cancellationToken);
        }

        await notes.WriteLineAsync(CliTexts.Get("DemoRun", DemoSetup.ExchangeName));
        return await new RunVerb(console, open).RunAsync(session, new RunRequest { Exchange = DemoSetup.ExchangeName }, parsed.GetValue(_json), csv: null, cancellationToken);
    }

    /// <summary>What to make, or what is there already; null (and a complaint) when the folder holds a demo other than the one asked for.</summary>
    private async Task<DemoRecord?> PlanAsync(DataFolder folder, ParseResult parsed, CancellationToken cancellationToken)
    {
        var asked = new DemoRecord
        {
            Rows = parsed.GetValue(_rows),
            Seed = parsed.GetValue(_seed),
            Engine = parsed.GetValue(_engine)!,
            SandboxPort = 0,
        };
        if (await DemoRecord.ReadAsync(folder, cancellationToken) is not { IsComplete: true } known)
        {
            return asked;
        }

        var differs = (IsGiven(parsed, _rows) && asked.Rows != known.Rows)
            || (IsGiven(parsed, _seed) && asked.Seed != known.Seed)
            || (IsGiven(parsed, _engine) && asked.Engine != known.Engine);
        if (!differs)
        {
            return known;
        }

        console.Fail(ExitCode.BadInput, CliTexts.Get("DemoFolderOther", folder.Path, known.Rows, known.Seed));
        return null;
    }

    private static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
