using System.CommandLine;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Cli.Output;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>compare NAME</c>: both sides compared by checksums and records, kept as a report; with <c>--repair</c> a run over what differs. Exit code 3 when they differ and nothing was to be repaired.</summary>
internal sealed class CompareVerb(CliConsole console, EngineOpener open)
{
    public Command Create()
    {
        var name = CliOptions.Exchange();
        var repair = new Option<RepairSide?>("--repair") { Description = CliTexts.Get("OptionRepair"), HelpName = "sql|crm|newest" };
        var show = new Option<int>("--show") { Description = CliTexts.Get("OptionShow"), DefaultValueFactory = _ => 20 };
        var data = CliOptions.Data();
        var json = CliOptions.Json();
        var command = new Command("compare", CliTexts.Get("VerbCompare")) { name, repair, show, data, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await open(parsed.GetValue(data)!, cancellationToken);
            if (await session.Get<IExchangeCatalog>().FindAsync(parsed.GetValue(name)!, cancellationToken) is null)
            {
                return console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownExchange", parsed.GetValue(name)!));
            }

            return await CompareAsync(session, parsed.GetValue(name)!, parsed.GetValue(repair), parsed.GetValue(show), parsed.GetValue(json), cancellationToken);
        });
        return command;
    }

    private async Task<int> CompareAsync(EngineSession session, string exchange, RepairSide? repair, int show, bool json, CancellationToken cancellationToken)
    {
        var compare = session.Get<ICompareService>();
        var started = await compare.StartAsync(exchange, "cli", cancellationToken);
        var report = (await compare.CompletionAsync(started.Id, cancellationToken))!;
        if (report.State is not (RunState.Succeeded or RunState.NeedsPerson))
        {
            return console.Fail(ExitCode.Failure, CliTexts.Get("VerifyFailed", report.Message ?? string.Empty));
        }

        var findings = await compare.FindingsAsync(report.Id, new FindingFilter(), after: 0, show, cancellationToken);
        var run = repair is { } side && report.Total.Different + report.Total.Missing > 0 ? await RepairAsync(session, report, side, cancellationToken) : null;
        if (json)
        {
            CliJson.Write(console.Out, CompareJson.Of(report, findings, run));
        }
        else
        {
            Print(report, findings, run);
        }

        return run is not null ? RunReport.ExitCodeOf(run.State) : report.Total.AreClean ? ExitCode.Success : ExitCode.NeedsPerson;
    }

    private static async Task<RunReport> RepairAsync(EngineSession session, CompareReport report, RepairSide side, CancellationToken cancellationToken)
    {
        var run = await session.Get<ICompareService>().RepairAsync(report.Id, new RepairOrder(side), "cli", cancellationToken);
        await using var cancel = cancellationToken.Register(() => session.Get<IRunService>().Cancel(run.Id));
        return RunReport.Of(await session.Get<IRunService>().CompletionAsync(run.Id, CancellationToken.None));
    }

    private void Print(CompareReport report, IReadOnlyList<CompareFinding> findings, RunReport? run)
    {
        VerifyText.Write(console.Out, new VerifyReport
        {
            Exchange = report.Exchange,
            Rows = report.Rows,
            Flows = report.Flows,
            Differences = [.. findings.Select(finding => new RecordDifference(finding.Kind, finding.Flow, finding.Key, finding.CrmId, finding.Fields))],
            Seconds = CompareJson.SecondsOf(report),
        });
        console.Out.WriteLine(CliTexts.Get("CompareRanges", report.Ranges, report.RangesCompared, report.Id));
        if (run is not null)
        {
            RunTable.Write(console.Results(), run);
        }
    }
}
