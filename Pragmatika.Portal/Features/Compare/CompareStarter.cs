using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>Starts comparisons and repairs in the visitor's name.</summary>
public sealed class CompareStarter(ICompareService compare, AuthenticationStateProvider visitor, ISnackbar notifications, IStringLocalizer<Words> words)
{
    /// <summary>Null when it was refused; the reason has been shown.</summary>
    public Task<CompareReport?> StartAsync(string exchange, CancellationToken cancellationToken) => TryAsync(by => compare.StartAsync(exchange, by, cancellationToken));

    /// <inheritdoc cref="StartAsync"/>
    public Task<RunRecord?> RepairAsync(Guid report, RepairOrder order, CancellationToken cancellationToken) => TryAsync(by => compare.RepairAsync(report, order, by, cancellationToken));

    private async Task<T?> TryAsync<T>(Func<string, Task<T>> start)
        where T : class
    {
        var state = await visitor.GetAuthenticationStateAsync();
        try
        {
            return await start(state.User.Identity?.Name ?? string.Empty);
        }
        catch (RunRefusedException refusal)
        {
            notifications.Notify(Severity.Warning, words["RunRefused"], refusal.Message);
            return null;
        }
    }
}
