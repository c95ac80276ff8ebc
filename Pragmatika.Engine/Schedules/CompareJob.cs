using Microsoft.Extensions.Logging;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Quartz;

namespace Pragmatika.Engine.Schedules;

/// <summary>One scheduled comparison, and the repair its definition asks for. It stays until both have ended, so that the next one does not begin meanwhile.</summary>
[DisallowConcurrentExecution]
internal sealed class CompareJob(CompareStarter starter) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await starter.FireAsync(context.JobDetail.Key.Name, cancellationToken);
}

/// <summary>Compares an exchange as its definition says now. What differs on account of a run under way is repaired only after that run: the repair compares each record anew.</summary>
internal sealed class CompareStarter(IExchangeCatalog catalog, Func<ICompareService> comparisons, IRunService runs, IScheduleStore book, TimeProvider time, ILogger<CompareStarter> logger)
{
    public const string StartedBy = "schedule";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);
    private const int Tries = 60;

    public async Task FireAsync(string exchange, CancellationToken stopping)
    {
        using var later = StoredText.ForLater();
        if (await book.PauseAsync(stopping) is not null || await catalog.FindAsync(exchange, stopping) is not { Definition.Compare: { } definition })
        {
            return;
        }

        var compare = comparisons();
        try
        {
            var started = await compare.StartAsync(exchange, StartedBy, stopping);
            if (await compare.CompletionAsync(started.Id, stopping) is { State: RunState.NeedsPerson } report && SideOf(definition.Repair) is { } side)
            {
                await RepairAsync(compare, report, side, stopping);
            }
        }
        catch (RunRefusedException refused)
        {
            logger.CompareNotStarted(exchange, refused.Message);
        }
    }

    private static RepairSide? SideOf(CompareRepair repair) => repair switch
    {
        CompareRepair.Sql => RepairSide.Sql,
        CompareRepair.Crm => RepairSide.Crm,
        CompareRepair.Newest => RepairSide.Newest,
        _ => null,
    };

    /// <summary>Waits for a run under way; gives up after ten minutes, the next comparison finds the same.</summary>
    private async Task RepairAsync(ICompareService compare, CompareReport report, RepairSide side, CancellationToken stopping)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                var run = await compare.RepairAsync(report.Id, new RepairOrder(side), StartedBy, stopping);
                await using var cancelling = stopping.Register(() => runs.Cancel(run.Id));
                await runs.CompletionAsync(run.Id, CancellationToken.None);
                return;
            }
            catch (RunRefusedException refused) when (refused.IsUnderWay && left > 0)
            {
                await Task.Delay(Retry, time, stopping);
            }
        }
    }
}
