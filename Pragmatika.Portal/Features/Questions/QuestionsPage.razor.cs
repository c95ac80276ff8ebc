using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Localization;
using MudBlazor;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Signals;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Portal.Features.Questions;

public sealed partial class QuestionsPage
{
    /// <summary>A run asks batch by batch; cards that move under the eye several times a second cannot be read.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    private readonly Loadable<QuestionsView> _load = new();
    private QuestionsAddress _address = QuestionsAddress.Read(null, null, null, null, null);
    private AnswerForm _form = new([]);
    private string? _said;
    private bool _isBusy;
    private bool _isInteractive;

    [SupplyParameterFromQuery(Name = "tab")]
    private string? Tab { get; set; }

    [SupplyParameterFromQuery(Name = "exchange")]
    private string? Exchange { get; set; }

    [SupplyParameterFromQuery(Name = "flow")]
    private string? Flow { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Text { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Number { get; set; }

    [Inject]
    private IQuestionService Questions { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider Visitor { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private IStringLocalizer<Words> W { get; set; } = default!;

    protected override async Task OnParametersSetAsync()
    {
        var address = QuestionsAddress.Read(Tab, Exchange, Flow, Text, Number);
        if (address != _address)
        {
            (_address, _said) = (address, null);
            if (_isInteractive)
            {
                await ReloadAsync();
            }
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _isInteractive = true;
            Follow(signal => signal.What is Happening.QuestionsChanged or Happening.ExchangeChanged, TakeNewsAsync, Pace);
        }
    }

    /// <summary>Whoever has begun to answer keeps the cards as they are: only the counts follow. After a failure the visitor decides when to try again.</summary>
    private async Task TakeNewsAsync()
    {
        if (_load.HasFailed || _isBusy)
        {
            return;
        }

        if (_form.Picks.Any(pick => pick.IsTouched))
        {
            await LoadAsync(_load, cancellationToken => QuestionsView.ReadAsync(Questions, _address, cancellationToken));
            StateHasChanged();
            return;
        }

        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await LoadAsync(_load, cancellationToken => QuestionsView.ReadAsync(Questions, _address, cancellationToken));
        var questions = _address.Tab == QuestionTab.Closed ? [] : _load.Value?.Questions ?? [];
        if (!_form.Holds(questions))
        {
            // Cards that are still the same keep the focus and what is unfolded.
            _form = new AnswerForm(questions);
        }

        StateHasChanged();
    }

    private async Task AnswerAsync()
    {
        var answers = _form.Answers();
        var deletes = answers.Count(answer => answer.Side == AnswerSide.Delete);
        if (answers.Count == 0 || (deletes > 0 && !await Dialogs.AskAsync(W, T["DeleteTitle", deletes], T["DeleteText"], T["DeleteYes"], isDangerous: true)))
        {
            return;
        }

        _isBusy = true;
        try
        {
            var by = (await Visitor.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty;
            var done = _form.Take(await Questions.AnswerAsync(answers, _form.AsRule && _form.CanBeRule, by, Leaving));
            _said = done > 0 ? T["Done", done].Value : null;
        }
        finally
        {
            _isBusy = false;
        }

        await RefreshAsync();
    }

    /// <summary>The counts anew; the cards too unless one of them has something to say.</summary>
    private async Task RefreshAsync()
    {
        if (_form.Picks.Count == 0 || _form.Picks.All(pick => pick.Result is null))
        {
            await ReloadAsync();
            return;
        }

        await LoadAsync(_load, cancellationToken => QuestionsView.ReadAsync(Questions, _address, cancellationToken));
    }
}
