using System.CommandLine;
using System.Globalization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Cli.Output;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Features.Plans;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>run NAME</c>: one run of an exchange, followed to its end. Ctrl+C finishes the batch under way and stops.</summary>
internal sealed class RunVerb(CliConsole console, EngineOpener open)
{
    public Command Create()
    {
        var name = CliOptions.Exchange();
        var full = new Option<bool>("--full") { Description = CliTexts.Get("OptionFull") };
        var heard = new Option<bool>("--heard") { Description = CliTexts.Get("OptionHeard") };
        var dryRun = new Option<bool>("--dry-run") { Description = CliTexts.Get("OptionDryRun") };
        var keys = new Option<string[]>("--key") { Description = CliTexts.Get("OptionKey"), HelpName = "KEY" };
        var exactly = new Option<string?>("--exactly") { Description = CliTexts.Get("OptionExactly"), HelpName = "RUN_ID" };
        var withoutFuse = new Option<bool>("--without-fuse") { Description = CliTexts.Get("OptionWithoutFuse") };
        var csv = new Option<string?>("--csv") { Description = CliTexts.Get("OptionCsv"), HelpName = "FILE" };
        var data = CliOptions.Data();
        var json = CliOptions.Json();
        var command = new Command("run", CliTexts.Get("VerbRun")) { name, full, heard, dryRun, keys, exactly, withoutFuse, csv, data, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(full) && result.GetValue(keys) is { Length: > 0 })
            {
                result.AddError(CliTexts.Get("FullOrKeys"));
            }

            if (result.GetValue(csv) is not null && !result.GetValue(dryRun))
            {
                result.AddError(CliTexts.Get("CsvNeedsDryRun"));
            }

            if (result.GetValue(heard) && (result.GetValue(full) || result.GetValue(keys) is { Length: > 0 }))
            {
                result.AddError(CliTexts.Get("HeardAlone"));
            }

            if (result.GetValue(exactly) is { } of)
            {
                CheckExactly(result, of, result.GetValue(full) || result.GetValue(heard) || result.GetValue(dryRun) || result.GetValue(keys) is { Length: > 0 });
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await open(parsed.GetValue(data)!, cancellationToken);
            var rowKeys = parsed.GetValue(keys) ?? [];
            var request = new RunRequest
            {
                Exchange = parsed.GetValue(name)!,
                Of = Guid.TryParse(parsed.GetValue(exactly), out var of) ? new RunScope(of) : null,
                Mode = of != Guid.Empty ? RunMode.Exactly : rowKeys.Length > 0 ? RunMode.Keys : parsed.GetValue(full) ? RunMode.Full : parsed.GetValue(heard) ? RunMode.Heard : RunMode.Incremental,
                Keys = rowKeys,
                DryRun = parsed.GetValue(dryRun),
                IgnoresFuse = parsed.GetValue(withoutFuse),
            };
            return await RunAsync(session, request, parsed.GetValue(json), parsed.GetValue(csv), cancellationToken);
        });
        return command;
    }

    private static void CheckExactly(System.CommandLine.Parsing.CommandResult result, string run, bool isMixed)
    {
        if (isMixed)
        {
            result.AddError(CliTexts.Get("ExactlyAlone"));
        }

        if (!Guid.TryParse(run, out _))
        {
            result.AddError(CliTexts.Get("BadRunId", run));
        }
    }

    /// <summary>Runs and prints the result; the exit code tells how it ended. <paramref name="csv"/> is the file for what a dry run planned.</summary>
    public async Task<int> RunAsync(EngineSession session, RunRequest request, bool json, string? csv, CancellationToken cancellationToken)
    {
        if (await session.Get<IExchangeCatalog>().FindAsync(request.Exchange, cancellationToken) is null)
        {
            return console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", request.Exchange));
        }

        RunReport report;
        try
        {
            report = await FollowAsync(session, request, cancellationToken);
        }
        catch (RunRefusedException refused) when (refused.Problems.Count > 0)
        {
            Problems.Write(console.Error, refused.Problems);
            return ExitCode.BadInput;
        }
        catch (RunRefusedException refused)
        {
            return console.Fail(ExitCode.Failure, refused.Message);
        }

        Print(report, json);
        return csv is null || await ExportAsync(session, report.Run, csv) ? RunReport.ExitCodeOf(report.State) : ExitCode.Failure;
    }

    private async Task<RunReport> FollowAsync(EngineSession session, RunRequest request, CancellationToken cancellationToken)
    {
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(request, cancellationToken);
        await using var cancel = cancellationToken.Register(() => runs.Cancel(started.Id));

        // The watch itself is not cancelled: the run ends soon after Cancel, and its last record is wanted.
        var progress = new ProgressView(console, session.Get<TimeProvider>());
        await progress.FollowAsync(started, runs.WatchAsync(started.Id, CancellationToken.None), CancellationToken.None);
        return RunReport.Of(await runs.CompletionAsync(started.Id, CancellationToken.None));
    }

    /// <summary>False when the file could not be written; the reason has been said.</summary>
    private async Task<bool> ExportAsync(EngineSession session, Guid run, string file)
    {
        try
        {
            await using var target = File.Create(file);
            var changes = session.Get<IPlannedChanges>().AllAsync(run, new PlannedFilter(), CancellationToken.None);
            await CsvExport.WriteAsync(target, PlanSheet.Of("plan", changes), CultureInfo.CurrentCulture, CancellationToken.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            await console.Error.WriteLineAsync(CliTexts.Get("CsvFailed", file, exception.Message));
            return false;
        }

        await console.Error.WriteLineAsync(CliTexts.Get("CsvWritten", file));
        return true;
    }

    private void Print(RunReport report, bool json)
    {
        if (json)
        {
            CliJson.Write(console.Out, report);
        }
        else
        {
            RunTable.Write(console.Results(), report);
        }
    }
}
