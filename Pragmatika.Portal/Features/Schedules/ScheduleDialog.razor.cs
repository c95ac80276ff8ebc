using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Exchanges.Checks;
using Pragmatika.Engine.Exchanges.Timetables;
using Pragmatika.Engine.Schedules;

namespace Pragmatika.Portal.Features.Schedules;

/// <summary>Edits one schedule. Sentence, mistakes and next starts follow every key.</summary>
public sealed partial class ScheduleDialog : IDisposable
{
    private const int FiresShown = 5;
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<DefinitionProblem> _refused = [];
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required ScheduleForm Form { get; set; }

    [Parameter, EditorRequired]
    public required ScheduleLine Line { get; set; }

    [Parameter, EditorRequired]
    public required ScheduleBoard Board { get; set; }

    [Parameter, EditorRequired]
    public required string By { get; set; }

    [Inject]
    private ISchedules Schedules { get; set; } = default!;

    [CascadingParameter]
    public required IMudDialogInstance Dialog { get; set; }

    private ScheduleDefinition? Schedule => Form.ToSchedule();

    private IReadOnlyList<ScheduleLine> Others => [.. Board.Lines.Where(line => line.Name != Line.Name)];

    private IReadOnlyList<DefinitionProblem> Problems => _refused.Count > 0
        ? _refused
        : ScheduleChecks.CheckAmong(Line.Exchange.Definition with { Schedule = Schedule }, [.. Board.Lines.Select(line => line.Exchange.Definition)]);

    private IReadOnlyList<DateTimeOffset> Fires => Schedule is { } schedule
        ? ScheduleClock.Fires(schedule with { Paused = false }, Line.LastRun?.StartedAt, Visitor.Now, Board.Zone, FiresShown)
        : [];

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
            _refused = await Schedules.SaveAsync(Line.Name, Schedule, By, _closing.Token);
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
