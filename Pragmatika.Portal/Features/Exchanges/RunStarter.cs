using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Portal.Parts;
using Radzen;

namespace Pragmatika.Portal.Features.Exchanges;

/// <summary>Starts a run in the visitor's name and tells them when it may not start.</summary>
public sealed class RunStarter(
    IRunService runs, AuthenticationStateProvider visitor, NotificationService notifications, IStringLocalizer<Words> words)
{
    private (string Exchange, IReadOnlyList<DefinitionProblem> Problems) _refused = (string.Empty, []);

    /// <summary>The run that started last.</summary>
    public RunRecord? Run { get; private set; }

    /// <summary>Mistakes of the definition that refused the last start of this exchange, once: the page that shows them takes them.</summary>
    public IReadOnlyList<DefinitionProblem> TakeProblems(string exchange)
    {
        var taken = exchange == _refused.Exchange ? _refused.Problems : [];
        _refused = (string.Empty, []);
        return taken;
    }

    /// <summary>False when it was refused: the reason has been shown.</summary>
    public async Task<bool> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var state = await visitor.GetAuthenticationStateAsync();
        try
        {
            Run = await runs.StartAsync(request with { StartedBy = state.User.Identity?.Name ?? string.Empty }, cancellationToken);
            _refused = (string.Empty, []);
            return true;
        }
        catch (RunRefusedException refusal)
        {
            _refused = (request.Exchange, refusal.Problems);
            notifications.Notify(NotificationSeverity.Warning, words["RunRefused"], refusal.Message, duration: 8000);
            return false;
        }
    }
}
