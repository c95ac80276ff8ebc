using System.Globalization;
using Pragmatika.Engine.Runs;
using Spectre.Console;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>Shows a run while it goes: a bar with rate and time left on a terminal, a plain line every few seconds otherwise.</summary>
internal sealed class ProgressView(CliConsole console, TimeProvider time)
{
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(5);

    /// <summary>Follows the updates to their end and returns the last, which is final.</summary>
    public Task<RunRecord> FollowAsync(RunRecord started, IAsyncEnumerable<RunRecord> updates, CancellationToken cancellationToken) =>
        console.IsTerminal ? BarAsync(started, updates, cancellationToken) : LinesAsync(started, updates, cancellationToken);

    /// <summary>Rows a second since the start, and the time the rest needs at that rate; null while it cannot be known.</summary>
    public static (double Rate, TimeSpan? Left) Pace(RunRecord run, TimeSpan elapsed)
    {
        var rate = elapsed > TimeSpan.Zero ? run.Rows / elapsed.TotalSeconds : 0;
        return run.RowsExpected is { } expected && rate > 0
            ? (rate, TimeSpan.FromSeconds(Math.Round(Math.Max(0, expected - run.Rows) / rate)))
            : (rate, null);
    }

    private async Task<RunRecord> LinesAsync(RunRecord started, IAsyncEnumerable<RunRecord> updates, CancellationToken cancellationToken)
    {
        var last = started;
        var begin = time.GetTimestamp();
        var shown = begin;
        await foreach (var run in updates.WithCancellation(cancellationToken))
        {
            last = run;
            if (time.GetElapsedTime(shown) >= LineEvery)
            {
                shown = time.GetTimestamp();
                await console.Error.WriteLineAsync(Line(run, time.GetElapsedTime(begin)));
            }
        }

        return last;
    }

    private Task<RunRecord> BarAsync(RunRecord started, IAsyncEnumerable<RunRecord> updates, CancellationToken cancellationToken) =>
        console.Progress().Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .StartAsync(async context =>
            {
                var last = started;
                var begin = time.GetTimestamp();
                var bar = context.AddTask(Markup.Escape(started.Exchange), maxValue: 1);
                await foreach (var run in updates.WithCancellation(cancellationToken))
                {
                    last = run;
                    bar.Description = Markup.Escape(Line(run, time.GetElapsedTime(begin)));
                    bar.IsIndeterminate = run.RowsExpected is null;
                    bar.Value = run.RowsExpected is > 0 and var expected ? Math.Min(1, (double)run.Rows / expected) : 0;
                }

                bar.Value = 1;
                return last;
            });

    private static string Line(RunRecord run, TimeSpan elapsed)
    {
        var (rate, left) = Pace(run, elapsed);
        var expected = run.RowsExpected?.ToString("N0", CultureInfo.CurrentCulture) ?? "?";
        return CliTexts.Get("Progress", run.Exchange, run.Rows, expected, rate, left?.ToString("c", CultureInfo.InvariantCulture) ?? "?");
    }
}
