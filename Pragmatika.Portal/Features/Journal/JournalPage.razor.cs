using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Journal;

public sealed partial class JournalPage
{
    private const int PageSize = 200;
    private const int Capacity = 10_000;

    private readonly Loadable<IReadOnlyList<JournalEntry>> _load = new();
    private JournalAddress _address = new();
    private JournalView _view = new(Capacity);
    private IReadOnlyList<StoredExchange> _exchanges = [];
    private IReadOnlyList<JournalEntry> _rows = [];
    private JournalEntry? _open;
    private CancellationTokenSource? _watching;
    private bool _isInteractive;

    [SupplyParameterFromQuery(Name = "exchange")]
    private string? Exchange { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [SupplyParameterFromQuery(Name = "level")]
    private string? Level { get; set; }

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "mode")]
    private string? Mode { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    [Inject]
    private IJournalReader Journal { get; set; } = default!;

    [Inject]
    private IExchangeCatalog Catalog { get; set; } = default!;

    private bool IsFiltered => _address.Filter != new JournalFilter();

    protected override async Task OnParametersSetAsync()
    {
        var address = JournalAddress.Read(Exchange, Run, Level, Kind, Text, Mode, Before);
        if (address != _address)
        {
            _address = address;
            if (_isInteractive)
            {
                await RestartAsync();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            await RestartAsync();
        }
    }

    /// <summary>The filter lives in the address, so another filter is another beginning: the old watcher ends, its rows go.</summary>
    private async Task RestartAsync()
    {
        await StopWatchingAsync();
        _load.Reset();
        _view = new JournalView(Capacity);
        (_rows, _open) = ([], null);
        if (!_address.IsHistory)
        {
            Watch();
        }

        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<IReadOnlyList<JournalEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        _exchanges = await Catalog.ListAsync(cancellationToken);
        var page = await Journal.PageAsync(_address.Filter, _address.IsHistory ? _address.Before : null, PageSize, cancellationToken);
        _view.Begin(page);
        _rows = _address.IsHistory ? [.. page.InOrder()] : _view.Rows;
        return page;
    }

    // Subscribes before the snapshot is read: nothing falls between the two, and the view leaves out what it has.
    private void Watch()
    {
        _watching = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        var (view, filter, stop) = (_view, _address.Filter, _watching.Token);
        Listen(async _ =>
        {
            try
            {
                await foreach (var batch in Journal.WatchAsync(filter, stop))
                {
                    await InvokeAsync(() => Take(view, batch));
                }
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
        });
    }

    private void Take(JournalView view, IReadOnlyList<JournalEntry> batch)
    {
        view.Append(batch);
        if (ReferenceEquals(view, _view) && !_load.IsLoading)
        {
            _rows = view.Rows;
            StateHasChanged();
        }
    }

    private void TogglePause()
    {
        if (_view.IsPaused)
        {
            _view.Resume();
        }
        else
        {
            _view.Pause();
        }

        _rows = _view.Rows;
    }

    private void Open(JournalEntry? entry) => _open = entry is null || entry.Id == _open?.Id ? null : entry;

    private async Task StopWatchingAsync()
    {
        if (_watching is not null)
        {
            await _watching.CancelAsync();
            _watching.Dispose();
            _watching = null;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await StopWatchingAsync();
        await base.DisposeAsync();
    }
}
