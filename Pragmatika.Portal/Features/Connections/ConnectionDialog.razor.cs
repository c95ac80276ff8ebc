using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Portal.Features.Connections;

/// <summary>What is saved has been checked; what fails the check is saved only by an explicit wish.</summary>
public sealed partial class ConnectionDialog : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource? _checking;
    private IReadOnlyList<string> _mistakes = [];
    private ConnectionCheck? _check;
    private bool _asks;

    [Parameter, EditorRequired]
    public required ConnectionForm Form { get; set; }

    [Inject]
    private IConnectionCatalog Catalog { get; set; } = default!;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task TestAsync()
    {
        if (IsFilledIn())
        {
            _check = await CheckAsync();
        }
    }

    private async Task SaveAsync()
    {
        if (_checking is not null || !IsFilledIn())
        {
            return;
        }

        if (!Form.KeepsSecret && await CheckAsync() is not { Works: true } and var failed)
        {
            (_check, _asks) = (failed, failed is not null);
            return;
        }

        await StoreAsync();
    }

    private async Task StoreAsync()
    {
        await Catalog.SaveAsync(Form.Name, Form.Title, Form.Kind, Form.Secret(), _closing.Token);
        if (Form.NewHookToken is { } token)
        {
            await Catalog.SaveHookTokenAsync(Form.Name, token, _closing.Token);
        }

        Dialog.Close();
    }

    private bool IsFilledIn()
    {
        (_check, _asks) = (null, false);
        _mistakes = Form.Mistakes();
        return _mistakes.Count == 0;
    }

    /// <summary>Null when the visitor did not want to wait for the answer.</summary>
    private async Task<ConnectionCheck?> CheckAsync()
    {
        using var checking = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        _checking = checking;
        try
        {
            return await Catalog.TestAsync(Form.Name, Form.Kind, Form.Secret(), checking.Token);
        }
        catch (OperationCanceledException) when (checking.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            _checking = null;
        }
    }

    private string NameOf(ConnectionKind kind) => T["Kind." + kind];

    private Task StopAsync() => _checking?.CancelAsync() ?? Task.CompletedTask;
}
