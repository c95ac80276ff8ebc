using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs.Rows;
using Pragmatika.Portal.Features.Records;

namespace Pragmatika.Portal.Features.Questions;

/// <summary>The row and the records it may mean, side by side; what tells them apart stands first. Read after the page is there.</summary>
public sealed partial class CandidateTable : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _leaving = new();
    private (long, int)? _known;
    private CandidateSides? _sides;
    private bool _failed;

    [Parameter, EditorRequired]
    public required Question Question { get; set; }

    [Inject]
    private IRowDesk Rows { get; set; } = default!;

    [Inject]
    private ILogger<CandidateTable> Logger { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_known == (Question.Id, Question.Revision))
        {
            return;
        }

        (_known, _sides, _failed) = ((Question.Id, Question.Revision), null, false);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        patience.CancelAfter(Patience);
        try
        {
            var candidates = await Rows.CandidatesAsync(Question.Exchange, Question.Flow, Question.Candidates, patience.Token);
            var row = Question.RowKey.Length > 0 ? await Rows.LookAsync(Question.Exchange, Question.RowKey, patience.Token) : null;
            _sides = CandidateSides.Of(row?.Records.FirstOrDefault(record => record.Flow == Question.Flow), candidates);
        }
        catch (OperationCanceledException) when (_leaving.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            Logger.CandidatesNotRead(Question.Exchange, Question.Flow, exception);
            _failed = true;
        }
    }
}
