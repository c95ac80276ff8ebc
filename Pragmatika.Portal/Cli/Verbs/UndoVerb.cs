using System.CommandLine;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Cli.Verbs;

/// <summary><c>undo RUN_ID</c>: puts back what a run did, or what it did to one record. With <c>--dry-run</c> it is only counted and kept, as a page shows it.</summary>
internal sealed class UndoVerb(CliConsole console, EngineOpener open)
{
    private const int MostFlows = 50;

    public Command Create()
    {
        var run = new Argument<Guid>("RUN_ID") { Description = CliTexts.Get("ArgumentRun") };
        var flow = new Option<string?>("--flow") { Description = CliTexts.Get("OptionUndoFlow"), HelpName = "FLOW" };
        var key = new Option<string?>("--key") { Description = CliTexts.Get("OptionUndoKey"), HelpName = "KEY" };
        var dryRun = new Option<bool>("--dry-run") { Description = CliTexts.Get("OptionUndoDry") };
        var csv = new Option<string?>("--csv") { Description = CliTexts.Get("OptionCsv"), HelpName = "FILE" };
        var data = CliOptions.Data();
        var json = CliOptions.Json();
        var command = new Command("undo", CliTexts.Get("VerbUndo")) { run, flow, key, dryRun, csv, data, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(csv) is not null && !result.GetValue(dryRun))
            {
                result.AddError(CliTexts.Get("CsvNeedsDryRun"));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var session = await open(parsed.GetValue(data)!, cancellationToken);
            if (await session.Get<IEngineStore>().RunAsync(parsed.GetValue(run), cancellationToken) is not { } undone)
            {
                return console.Fail(ExitCode.BadInput, CliTexts.Get("UnknownRun", parsed.GetValue(run)));
            }

            var flows = await FlowsAsync(session, undone, parsed.GetValue(flow), parsed.GetValue(key), cancellationToken);
            if (flows.Count > 1)
            {
                return console.Fail(ExitCode.BadInput, CliTexts.Get("KeyNeedsFlow", parsed.GetValue(key)));
            }

            var request = new RunRequest
            {
                Exchange = undone.Exchange,
                Mode = RunMode.Undo,
                Of = new RunScope(undone.Id, flows is [var only] ? only : null, parsed.GetValue(key)),
                DryRun = parsed.GetValue(dryRun),
            };
            return await new RunVerb(console, open).RunAsync(session, request, parsed.GetValue(json), parsed.GetValue(csv), cancellationToken);
        });
        return command;
    }

    /// <summary>The flow that was named, or those that know the key; none for the whole run.</summary>
    private static async Task<IReadOnlyList<string>> FlowsAsync(EngineSession session, RunRecord run, string? flow, string? key, CancellationToken cancellationToken)
    {
        if (flow is not null || key is null)
        {
            return flow is null ? [] : [flow];
        }

        var found = await session.Get<IRecordHistory>().FindAsync(key, run.Exchange, MostFlows, cancellationToken);
        return [.. found.Where(record => record.Record.Key == key).Select(record => record.Record.Flow).Distinct(StringComparer.Ordinal)];
    }
}
