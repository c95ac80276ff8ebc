using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Features.Runs;

public sealed partial class RunsPage
{
    /// <summary>A run tells of every batch; a list that is counted anew for each would cost more than it shows.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Loadable<RunsView> _load = new();
    private RunsAddress _address = new();
    private bool _isInteractive;

    [SupplyParameterFromQuery(Name = "exchange")]
    private string? Exchange { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? Number { get; set; }

    [SupplyParameterFromQuery(Name = "by")]
    private string? By { get; set; }

    [Inject]
    private IRunSearch Search { get; set; } = default!;

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    [Inject]
    private UserSession Visitor { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = RunsAddress.Read(Exchange, State, Kind, From, To, Sort, Number, By);
        if (address != _address)
        {
            _address = address;
            if (_isInteractive)
            {
                await ReloadAsync();
            }
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            Follow(signal => signal.What is Happening.RunStarted or Happening.RunMoved or Happening.RunEnded or Happening.ExchangeChanged, RefreshAsync, Pace);
        }
    }

    /// <summary>After a failure the visitor decides when to try again: an error that blinks cannot be read.</summary>
    private Task RefreshAsync() => _load.HasFailed ? Task.CompletedTask : ReloadAsync();

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, cancellationToken => RunsView.ReadAsync(Search, Catalog, _address, Visitor.Zone, cancellationToken));
        StateHasChanged();
    }
}
