using System.Globalization;
using Pragmatika.Bench.Support;
using Pragmatika.Bench.TwoSides;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.Benches;

/// <summary>Some rows change in the table and as many other records in the CRM: how many requests does it take to bring each to the other side?</summary>
internal sealed class TwoWay(BenchContext context, double share)
{
    /// <summary>Records of one request: fifty pages of fifty.</summary>
    private const int ReadAtOnce = 2500;

    private const int WrittenAtOnce = 50;

    public async Task<object> RunAsync()
    {
        using var folder = new BenchFolder();
        await using var sandbox = await SandboxProcess.StartAsync(context.Stopping);
        var table = new TwoSidesTable(folder["table.db"]);
        await context.Stages.DoAsync($"generate {context.Rows} rows", () => table.MakeAsync(context.Rows, context.Stopping));
        await using var session = await EngineHost.OpenAsync(folder["data"], context.Stopping);
        await TwoSidesExchange.ConnectAsync(session, table.ConnectionString, sandbox.Webhook, context.Lanes ?? 4, context.Stopping);
        await context.Stages.DoAsync("first load", () => RunOnceAsync(session));
        await session.Get<IHearing>().HearAsync(TwoSidesExchange.Portal, HeardBy.Polling, context.Stopping);

        var changes = (int)(context.Rows * share);
        await context.Stages.DoAsync($"change {changes} rows and {changes} records", () => ChangeAsync(table, sandbox, changes));
        var before = await sandbox.FiguresAsync(context.Stopping);
        var start = context.Time.GetTimestamp();
        await context.Stages.DoAsync("hear", () => session.Get<IHearing>().HearAsync(TwoSidesExchange.Portal, HeardBy.Polling, context.Stopping));
        var run = await context.Stages.DoAsync("run with the changes", () => RunOnceAsync(session));
        var seconds = context.Time.GetElapsedTime(start).TotalSeconds;
        var after = (await sandbox.FiguresAsync(context.Stopping)).Since(before);
        var brought = await table.CountAsync("amount LIKE '9%'", context.Stopping);
        var minimum = Minimum(changes);
        return new
        {
            bench = "two-way",
            rows = (long)context.Rows,
            changes = 2L * changes,
            requests = after.Requests,
            minimumRequests = minimum,
            ratio = Math.Round((double)after.Requests / minimum, 4),
            seconds = Math.Round(seconds, 2),
            writeRequests = after.WriteRequests,
            writeCommands = after.WriteCommands,
            broughtToTable = brought,
            commands = after.Commands.Where(command => command.Value > 0).ToDictionary(),
            state = run.State.ToString(),
            counters = run.Total,
        };
    }

    /// <summary>
    /// Fifty changed records are written by one request. What is to be compared must be read first: the records whose rows changed, and those that were heard; and hearing lists
    /// the changed records once.
    /// </summary>
    private static long Minimum(int changes) => Parts(changes, WrittenAtOnce) + (3 * Parts(changes, ReadAtOnce));

    private static long Parts(int changes, int atOnce) => (changes + atOnce - 1) / atOnce;

    /// <summary>The first rows change in the table, the last ones' deals in the CRM: their ids follow the rows.</summary>
    private async Task ChangeAsync(TwoSidesTable table, SandboxProcess sandbox, int changes)
    {
        await Task.Delay(TimeSpan.FromSeconds(2), context.Time, context.Stopping); // so that the second of the first poll is over
        await table.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE sales SET amount = '8' || id WHERE id <= {changes}"), context.Stopping);
        using var people = new PortalPeople(sandbox.Webhook);
        await people.SetAmountsAsync(Enumerable.Range(context.Rows - changes + 1, changes), id => "9" + id.ToString(CultureInfo.InvariantCulture), context.Stopping);
        await Task.Delay(TimeSpan.FromSeconds(2), context.Time, context.Stopping);
    }

    private async Task<RunRecord> RunOnceAsync(EngineSession session)
    {
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(new RunRequest { Exchange = TwoSidesExchange.Name, StartedBy = "bench" }, context.Stopping);
        var ended = await runs.CompletionAsync(started.Id, context.Stopping);
        return ended.State == RunState.Succeeded ? ended : throw new InvalidOperationException($"The run ended as {ended.State}: {ended.Message}");
    }
}
