using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing.Ways;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Connections;

public sealed partial class ConnectionsPage
{
    private readonly Loadable<IReadOnlyList<Connection>> _load = new();
    private readonly Dictionary<string, ConnectionCheck> _checks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HearingReport> _hearing = new(StringComparer.Ordinal);
    private CancellationTokenSource? _checking;
    private string? _testing;

    [Inject]
    private IConnectionCatalog Catalog { get; set; } = default!;

    [Inject]
    private IHearingWays Ways { get; set; } = default!;

    [Inject]
    private IExchangeCatalog Exchanges { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await ReloadAsync();
        }
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, ReadAsync);
        StateHasChanged();
    }

    private async Task<IReadOnlyList<Connection>> ReadAsync(CancellationToken cancellationToken)
    {
        var connections = await Catalog.ListAsync(cancellationToken);
        _hearing.Clear();
        foreach (var connection in connections)
        {
            await ReadHearingAsync(connection, cancellationToken);
        }

        return connections;
    }

    private async Task ReadHearingAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await Ways.OfAsync(connection, cancellationToken) is { } report)
        {
            _hearing[connection.Name] = report;
        }
    }

    private Task AddAsync() => OpenAsync(new ConnectionForm(), T["NewTitle"]);

    private Task EditAsync(Connection connection) => OpenAsync(ConnectionForm.Edit(connection), T["EditTitle", connection.Title]);

    private async Task OpenAsync(ConnectionForm form, string title)
    {
        var parameters = new DialogParameters<ConnectionDialog> { { dialog => dialog.Form, form } };
        if (await Dialogs.OpenAsync(title, parameters))
        {
            _checks.Remove(form.Name);
            await ReloadAsync();
        }
    }

    private async Task TestAsync(Connection connection)
    {
        await StopAsync();
        using var checking = CancellationTokenSource.CreateLinkedTokenSource(Leaving);
        (_checking, _testing) = (checking, connection.Name);
        try
        {
            _checks[connection.Name] = await Catalog.TestAsync(connection.Name, connection.Kind, null, checking.Token);
            await Ways.ProbeAsync(connection, checking.Token);
            await ReadHearingAsync(connection, checking.Token);
        }
        catch (OperationCanceledException) when (checking.IsCancellationRequested)
        {
            // The visitor did not want to wait.
        }
        finally
        {
            if (_checking == checking)
            {
                (_checking, _testing) = (null, null);
            }
        }
    }

    private Task StopAsync() => _checking?.CancelAsync() ?? Task.CompletedTask;

    private async Task DeleteAsync(Connection connection)
    {
        var users = ConnectionUsers.Of(connection.Name, await Exchanges.ListAsync(Leaving));
        string text = users.Count == 0 ? T["DeleteUnused", connection.Title] : T["DeleteUsed", connection.Title, string.Join(", ", users)];
        if (await Dialogs.AskAsync(W, T["DeleteTitle"], text, T["Delete"], isDangerous: true))
        {
            await Catalog.DeleteAsync(connection.Name, Leaving);
            await ReloadAsync();
        }
    }
}
