using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>What became of a start: a run, or no run and, if that is why, the mistakes of the definition.</summary>
public sealed record RunStart(RunRecord? Run, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Starts a run in the visitor's name.</summary>
public sealed class RunStarter(
    RunHandOver runs, AuthenticationStateProvider visitor, ISnackbar notifications, IStringLocalizer<Words> words)
{
    /// <summary>Without a run it was refused, and the reason has been shown.</summary>
    public async Task<RunStart> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var state = await visitor.GetAuthenticationStateAsync();
        try
        {
            return new RunStart(await runs.StartAsync(request with { StartedBy = state.User.Identity?.Name ?? string.Empty }, cancellationToken), []);
        }
        catch (RunRefusedException refusal)
        {
            notifications.Notify(Severity.Warning, words["RunRefused"], refusal.Message);
            return new RunStart(null, refusal.Problems);
        }
    }
}
