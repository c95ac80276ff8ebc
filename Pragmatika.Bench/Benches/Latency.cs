using System.Collections.Concurrent;
using System.Globalization;
using Pragmatika.Bench.Support;
using Pragmatika.Bench.TwoSides;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Cli;

namespace Pragmatika.Bench.Benches;

/// <summary>
/// How long a change takes to the other side while the product serves: from the CRM by its outgoing webhook, at a steady rate; then from the table, which is looked at every five
/// seconds. Each change is of another record, so each arrives by itself.
/// </summary>
internal sealed class Latency(BenchContext context, int rate, int seconds)
{
    private const string Token = "0123456789abcdef0123456789abcdef";
    private const int Port = 21100;
    private const int PerSecondOfTable = 2;

    /// <summary>The table is looked at every five seconds.</summary>
    private const string SqlPoll = "0/5 * * * * ?";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<int, long> _changedAt = new();
    private readonly Dictionary<int, double> _took = [];

    public async Task<object> RunAsync()
    {
        using var folder = new BenchFolder();
        await using var sandbox = await SandboxProcess.StartAsync(context.Stopping);
        var table = new TwoSidesTable(folder["table.db"]);
        var changes = rate * seconds;
        var rows = changes + (PerSecondOfTable * seconds);
        await context.Stages.DoAsync($"generate {rows} rows", () => table.MakeAsync(rows, context.Stopping));
        await context.Stages.DoAsync("first load", () => LoadAsync(folder["data"], table, sandbox.Webhook));
        await using var portal = await PortalProcess.StartAsync(folder["data"], Port, context.Stopping);
        await sandbox.HookAsync(new Uri(portal.Address, "/hooks/bitrix24/" + TwoSidesExchange.Portal), ["ONCRMDEALUPDATE"], Token, context.Stopping);
        using var people = new PortalPeople(sandbox.Webhook);

        var toSql = await context.Stages.DoAsync($"{rate} changes/s in the CRM for {seconds} s", () => MeasureAsync(
            1, changes, rate,
            ids => people.SetAmountsAsync(ids, Changed, context.Stopping),
            (from, to) => table.AmountsAsync(from, to, context.Stopping)));
        var toCrm = await context.Stages.DoAsync($"{PerSecondOfTable} changes/s in the table for {seconds} s", () => MeasureAsync(
            changes + 1, rows, PerSecondOfTable,
            ids => table.ExecuteAsync($"UPDATE sales SET amount = '9' || id WHERE id IN ({string.Join(',', ids)})", context.Stopping),
            (from, to) => people.AmountsAsync(from, to, context.Stopping)));
        return new
        {
            bench = "latency",
            rate,
            seconds,
            toSqlChanges = changes,
            toSqlMedianSeconds = At(toSql, 0.5),
            toSqlP99Seconds = At(toSql, 0.99),
            toSqlMissing = changes - toSql.Count,
            toCrmChanges = rows - changes,
            toCrmMedianSeconds = At(toCrm, 0.5),
            toCrmP99Seconds = At(toCrm, 0.99),
            toCrmMissing = rows - changes - toCrm.Count,
        };
    }

    private async Task LoadAsync(string data, TwoSidesTable table, Uri webhook)
    {
        await using var session = await EngineHost.OpenAsync(data, context.Stopping);
        var schedule = new ScheduleDefinition { Cron = SqlPoll, OnEvent = true, Debounce = TimeSpan.FromMilliseconds(500) };
        await TwoSidesExchange.ConnectAsync(session, table.ConnectionString, webhook, context.Lanes ?? 1, context.Stopping, schedule, Token); // one lane: deals get the ids of their rows
        var runs = session.Get<IRunService>();
        var started = await runs.StartAsync(new RunRequest { Exchange = TwoSidesExchange.Name, StartedBy = "bench" }, context.Stopping);
        var ended = await runs.CompletionAsync(started.Id, context.Stopping);
        if (ended.State != RunState.Succeeded)
        {
            throw new InvalidOperationException($"The first load ended as {ended.State}: {ended.Message}");
        }

        await session.Get<IHearing>().HearAsync(TwoSidesExchange.Portal, HeardBy.Polling, context.Stopping);
    }

    /// <summary>Changes records one after another, each at its own time, and looks for them on the other side; returns the seconds each took.</summary>
    private async Task<IReadOnlyList<double>> MeasureAsync(int first, int last, int perSecond, Func<IEnumerable<int>, Task> change, Func<int, int, Task<IReadOnlyDictionary<int, string>>> look)
    {
        _changedAt.Clear();
        _took.Clear();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(context.Stopping);
        var looking = LookAsync(first, last, look, done.Token);
        await ChangeAsync(first, last, perSecond, change);
        done.CancelAfter(Late);
        await looking;
        return [.. _took.Values.Order()];
    }

    private async Task ChangeAsync(int first, int last, int perSecond, Func<IEnumerable<int>, Task> change)
    {
        var start = context.Time.GetTimestamp();
        for (var next = first; next <= last;)
        {
            var due = Math.Min(last, first - 1 + (int)(context.Time.GetElapsedTime(start).TotalSeconds * perSecond) + 1);
            if (due >= next)
            {
                int[] ids = [.. Enumerable.Range(next, due - next + 1)];
                var now = context.Time.GetTimestamp();
                Array.ForEach(ids, id => _changedAt[id] = now);
                await change(ids);
                next = due + 1;
            }

            await Task.Delay(Tick, context.Time, context.Stopping);
        }
    }

    private async Task LookAsync(int first, int last, Func<int, int, Task<IReadOnlyDictionary<int, string>>> look, CancellationToken cancellationToken)
    {
        try
        {
            while (_took.Count <= last - first)
            {
                await Task.Delay(Look, context.Time, cancellationToken);
                var waiting = _changedAt.Keys.Where(id => !_took.ContainsKey(id)).ToList();
                if (waiting.Count > 0)
                {
                    Take(await look(waiting.Min(), waiting.Max()), waiting);
                }
            }
        }
        catch (OperationCanceledException) when (!context.Stopping.IsCancellationRequested)
        {
            // What has not arrived by now counts as missing.
        }
    }

    private void Take(IReadOnlyDictionary<int, string> amounts, List<int> waiting)
    {
        foreach (var id in waiting.Where(id => amounts.TryGetValue(id, out var amount) && amount == Changed(id)))
        {
            _took[id] = context.Time.GetElapsedTime(_changedAt[id]).TotalSeconds;
        }
    }

    private static string Changed(int id) => "9" + id.ToString(CultureInfo.InvariantCulture);

    private static double? At(IReadOnlyList<double> sorted, double share) => sorted.Count == 0 ? null : Math.Round(sorted[(int)((sorted.Count - 1) * share)], 2);
}
