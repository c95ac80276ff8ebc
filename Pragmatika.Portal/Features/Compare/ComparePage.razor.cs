using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Compare;

public sealed partial class ComparePage
{
    private const int ReportsShown = 50;
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(1);

    private readonly Loadable<Shown> _load = new();

    [Inject]
    private ICompareService Compare { get; set; } = default!;

    [Inject]
    private IExchangeCatalog Exchanges { get; set; } = default!;

    [Inject]
    private CompareStarter Starter { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            Listen(FollowAsync);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        await InvokeAsync(ReloadAsync);
        using var ticks = new PeriodicTimer(Refresh, Time);
        while (await ticks.WaitForNextTickAsync(cancellationToken))
        {
            if (!_load.HasFailed && _load.Value?.Reports.Any(report => report.State == RunState.Running) == true)
            {
                await InvokeAsync(ReloadAsync);
            }
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, async cancellationToken => new Shown(
            await Compare.ListAsync(exchange: null, ReportsShown, cancellationToken), await Exchanges.ListAsync(cancellationToken)));
        StateHasChanged();
    }

    private async Task StartAsync(string exchange)
    {
        if (await Starter.StartAsync(exchange, Leaving) is { } report)
        {
            Navigation.NavigateTo($"/compare/{report.Id}");
        }
    }

    private sealed record Shown(IReadOnlyList<CompareReport> Reports, IReadOnlyList<StoredExchange> Exchanges)
    {
        public IReadOnlyDictionary<string, string> Titles { get; } =
            Exchanges.ToDictionary(exchange => exchange.Name, exchange => string.IsNullOrEmpty(exchange.Title) ? exchange.Name : exchange.Title, StringComparer.Ordinal);
    }
}
