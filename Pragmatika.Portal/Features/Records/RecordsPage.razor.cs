using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Questions;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Records;

public sealed partial class RecordsPage
{
    private const int PageSize = 200;
    private const int MostFound = 50;

    private readonly Loadable<Shown> _load = new();
    private RecordsAddress _address = new();
    private bool _isInteractive;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "exchange")]
    private string? Exchange { get; set; }

    [SupplyParameterFromQuery(Name = "flow")]
    private string? Flow { get; set; }

    [SupplyParameterFromQuery(Name = "key")]
    private string? Key { get; set; }

    [SupplyParameterFromQuery(Name = "id")]
    private string? CrmId { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    [Inject]
    private IRecordHistory History { get; set; } = default!;

    [Inject]
    private IPausedRecords Paused { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = RecordsAddress.Read(Text, Exchange, Flow, Key, CrmId, Before);
        if (address != _address)
        {
            _address = address;
            if (_isInteractive)
            {
                await ReloadAsync();
            }
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        _load.Reset();
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    /// <summary>The same record anew, without its skeleton.</summary>
    private async Task RefreshAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    /// <summary>A search that finds one record shows it at once.</summary>
    private async Task<Shown> ReadAsync(CancellationToken cancellationToken)
    {
        if (_address.Record is { } record)
        {
            return new Shown([], await History.ReadAsync(record, _address.Before, PageSize, cancellationToken), _address);
        }

        var found = _address.Text is { } text ? await History.FindAsync(text, null, MostFound, cancellationToken) : [];
        if (found is not [var only])
        {
            return new Shown(found, null, _address) { Paused = _address.Text is null ? await Paused.ListAsync(null, cancellationToken) : [] };
        }

        return new Shown([], await History.ReadAsync(only.Record, null, PageSize, cancellationToken), new RecordsAddress { Record = only.Record });
    }

    /// <summary>What is shown under which address: that of the record when a search found only one.</summary>
    private sealed record Shown(IReadOnlyList<RecordFound> Found, RecordStory? Story, RecordsAddress Address)
    {
        public IReadOnlyList<PausedRecord> Paused { get; init; } = [];
    }
}
