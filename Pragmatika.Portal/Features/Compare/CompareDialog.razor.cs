using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>Edits when one exchange is compared. Sentence, mistakes and next comparisons follow every key.</summary>
public sealed partial class CompareDialog : IDisposable
{
    private const int FiresShown = 5;
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<DefinitionProblem> _refused = [];
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required CompareForm Form { get; set; }

    [Parameter, EditorRequired]
    public required string Exchange { get; set; }

    [Parameter, EditorRequired]
    public required ScheduleBoard Board { get; set; }

    [Parameter, EditorRequired]
    public required string By { get; set; }

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    private CompareDefinition? Compare => Form.ToCompare();

    private IReadOnlyList<DefinitionProblem> Problems => _refused.Count > 0 ? _refused : ScheduleChecks.Check(Compare);

    private IReadOnlyList<DateTimeOffset> Fires => ScheduleClock.Fires(Compare?.ToSchedule(), Visitor.Now, Visitor.Now, Board.Zone, FiresShown);

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    /// <summary>What was refused may be right now; the handler renders the preview anew.</summary>
    private void Changed() => _refused = [];

    private async Task SaveAsync()
    {
        _isBusy = true;
        try
        {
            _refused = await Schedules.SaveCompareAsync(Exchange, Compare, By, _closing.Token);
            if (_refused.Count == 0)
            {
                Dialog.Close();
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
        }
        finally
        {
            _isBusy = false;
        }
    }
}
