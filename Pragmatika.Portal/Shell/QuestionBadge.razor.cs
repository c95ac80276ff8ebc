using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Portal.Shell;

/// <summary>How many questions wait. Counted anew on every page and after every answer; a database that does not answer shows no number.</summary>
public sealed partial class QuestionBadge
{
    private readonly CancellationTokenSource _leaving = new();
    private long _open;

    [Inject]
    private IQuestionService Questions { get; set; } = default!;

    [Inject]
    private QuestionTally Tally { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    public void Dispose()
    {
        Tally.Changed -= Counted;
        Navigation.LocationChanged -= Moved;
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            Tally.Changed += Counted;
            Navigation.LocationChanged += Moved;
            await CountAsync();
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs move) => Recount();

    private void Counted(object? sender, EventArgs change) => Recount();

    private void Recount() => _ = InvokeAsync(CountAsync);

    private async Task CountAsync()
    {
        try
        {
            _open = (await Questions.CountsAsync(_leaving.Token)).Sum(count => count.Count);
            StateHasChanged();
        }
        catch (Exception exception) when (exception is StoreException or OperationCanceledException or ObjectDisposedException)
        {
            _open = 0;
        }
    }
}
