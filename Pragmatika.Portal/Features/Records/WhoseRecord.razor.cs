using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Portal.Features.Records;

/// <summary>Whose row it is: the records that flows make of it, with their cards, and everything else it holds. Read after the page is there: a slow table holds nobody up.</summary>
public sealed partial class WhoseRecord : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _leaving = new();
    private (string, string)? _known;
    private RowLook? _look;
    private bool _isRead;
    private bool _failed;

    [Parameter, EditorRequired]
    public required string Exchange { get; set; }

    /// <summary>Key of the row, as the source calls it.</summary>
    [Parameter, EditorRequired]
    public required string RowKey { get; set; }

    [Inject]
    private IRowDesk Rows { get; set; } = default!;

    [Inject]
    private ILogger<WhoseRecord> Logger { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_known == (Exchange, RowKey))
        {
            return;
        }

        (_known, _look, _isRead, _failed) = ((Exchange, RowKey), null, false, false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        patience.CancelAfter(Patience);
        try
        {
            _look = await Rows.LookAsync(Exchange, RowKey, patience.Token);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Logger.RowNotRead(Exchange, RowKey, exception);
            _failed = true;
        }

        _isRead = true;
    }
}
