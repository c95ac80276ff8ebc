using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Portal.Features.Records;

/// <summary>The row and the records it may mean, side by side; what tells them apart stands first. Read after the page is there.</summary>
public sealed partial class CandidateTable : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _leaving = new();
    private string? _known;
    private CandidateSides? _sides;
    private bool _failed;

    [Parameter, EditorRequired]
    public required string Exchange { get; set; }

    [Parameter, EditorRequired]
    public required string Flow { get; set; }

    /// <summary>The row that is looked for; empty when there is none.</summary>
    [Parameter, EditorRequired]
    public required string RowKey { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<long> Ids { get; set; }

    [Inject]
    private IRowDesk Rows { get; set; } = default!;

    [Inject]
    private ILogger<CandidateTable> Logger { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{Exchange}\n{Flow}\n{RowKey}\n{string.Join(',', Ids)}";
        if (_known == asked)
        {
            return;
        }

        (_known, _sides, _failed) = (asked, null, false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        patience.CancelAfter(Patience);
        try
        {
            var candidates = await Rows.CandidatesAsync(Exchange, Flow, Ids, patience.Token);
            var row = RowKey.Length > 0 ? await Rows.LookAsync(Exchange, RowKey, patience.Token) : null;
            _sides = CandidateSides.Of(row?.Records.FirstOrDefault(record => record.Flow == Flow), candidates);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Logger.CandidatesNotRead(Exchange, Flow, exception);
            _failed = true;
        }
    }
}
