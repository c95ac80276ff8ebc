using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using MudBlazor;

namespace Pragmatika.Portal.Features.Connections;

public sealed partial class ConnectionDialog : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<string> _mistakes = [];
    private ConnectionCheck? _check;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required ConnectionForm Form { get; set; }

    [Inject]
    private IConnectionCatalog Catalog { get; set; } = default!;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    private Task TestAsync() => WorkAsync(async () => _check = await Catalog.TestAsync(Form.Name, Form.Kind, Form.Secret(), _closing.Token));

    private Task SaveAsync() => WorkAsync(async () =>
    {
        await Catalog.SaveAsync(Form.Name, Form.Title, Form.Kind, Form.Secret(), _closing.Token);
        if (Form.NewHookToken is { } token)
        {
            await Catalog.SaveHookTokenAsync(Form.Name, token, _closing.Token);
        }

        Dialog.Close();
    });

    private async Task WorkAsync(Func<Task> work)
    {
        _check = null;
        _mistakes = Form.Mistakes();
        if (_mistakes.Count > 0)
        {
            return;
        }

        _isBusy = true;
        try
        {
            await work();
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        finally
        {
            _isBusy = false;
        }
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }
}
