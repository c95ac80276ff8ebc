using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Hearing.Ways;
using Pragmatika.Portal.Parts;
using MudBlazor;

namespace Pragmatika.Portal.Features.Connections;

public sealed partial class ConnectionsPage
{
    private readonly Loadable<IReadOnlyList<Connection>> _load = new();
    private readonly Dictionary<string, ConnectionCheck> _checks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HearingReport> _hearing = new(StringComparer.Ordinal);
    private string? _testing;

    [Inject]
    private IConnectionCatalog Catalog { get; set; } = default!;

    [Inject]
    private IHearingWays Ways { get; set; } = default!;

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
        _testing = connection.Name;
        try
        {
            _checks[connection.Name] = await Catalog.TestAsync(connection.Name, connection.Kind, null, Leaving);
            await Ways.ProbeAsync(connection, Leaving);
            await ReadHearingAsync(connection, Leaving);
        }
        finally
        {
            _testing = null;
        }
    }

    private async Task DeleteAsync(Connection connection)
    {
        if (await Dialogs.AskAsync(W, T["DeleteTitle"], T["DeleteText", connection.Title], T["Delete"], isDangerous: true))
        {
            await Catalog.DeleteAsync(connection.Name, Leaving);
            await ReloadAsync();
        }
    }
}
