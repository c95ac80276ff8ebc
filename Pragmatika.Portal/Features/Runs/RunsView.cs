using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Portal.Features.Runs;

/// <summary>One page of runs, or their totals by day. Holds data only.</summary>
public sealed record RunsView(IReadOnlyList<string> Exchanges, IReadOnlyList<RunRecord> Runs, long Total, IReadOnlyList<RunDay>? Days)
{
    /// <summary>Runs that totals by day are made of; with schedules of minutes these are weeks.</summary>
    public const int MostRuns = 10_000;

    /// <summary>There are older runs than the totals count.</summary>
    public bool IsCut => Total > MostRuns;

    public static async Task<RunsView> ReadAsync(IRunSearch runs, IExchangeCatalog catalog, RunsAddress address, TimeZoneInfo zone, CancellationToken cancellationToken)
    {
        var exchanges = (await catalog.ListAsync(cancellationToken)).Select(exchange => exchange.Name).ToList();
        var filter = address.FilterFor(zone);
        if (address.ByDay)
        {
            var newest = await runs.FindAsync(filter, RunOrder.Started, descending: true, 0, MostRuns, cancellationToken);
            return new RunsView(exchanges, [], newest.Total, RunDays.Of(newest.Runs, zone));
        }

        var page = await runs.FindAsync(filter, address.Order, address.IsDescending, (address.Page - 1) * RunsAddress.PageSize, RunsAddress.PageSize, cancellationToken);
        return new RunsView(exchanges, page.Runs, page.Total, null);
    }
}
