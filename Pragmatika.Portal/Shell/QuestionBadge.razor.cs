using Microsoft.AspNetCore.Components;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;
using Pragmatika.Portal.News;

namespace Pragmatika.Portal.Shell;

/// <summary>How many questions wait. Counted when the menu opens and whenever questions come or go; a database that does not answer shows no number.</summary>
public sealed partial class QuestionBadge
{
    private readonly CancellationTokenSource _leaving = new();
    private long _open;

    [Inject]
    private IQuestionService Questions { get; set; } = default!;

    [Inject]
    private IPageNews News { get; set; } = default!;

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = FollowAsync(_leaving.Token);
        }
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        try
        {
            await foreach (var _ in News.WatchAsync(signal => signal.What == Happening.QuestionsChanged, stop))
            {
                await InvokeAsync(() => CountAsync(stop));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The visitor has left.
        }
    }

    private async Task CountAsync(CancellationToken stop)
    {
        try
        {
            _open = (await Questions.CountsAsync(stop)).Sum(count => count.Count);
        }
        catch (StoreException)
        {
            _open = 0;
        }

        StateHasChanged();
    }
}
