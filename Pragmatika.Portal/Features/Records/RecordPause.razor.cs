using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Pragmatika.Engine.History;
using Pragmatika.Engine.Questions;

namespace Pragmatika.Portal.Features.Records;

/// <summary>Pauses one record until the morning of a day in the visitor's zone, or lets it go on.</summary>
public sealed partial class RecordPause : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private PausedRecord? _paused;
    private RecordKey? _known;
    private string _reason = string.Empty;
    private DateOnly? _until;
    private bool _isKnown;
    private bool _isBusy;

    [Parameter, EditorRequired]
    public required RecordKey Record { get; set; }

    /// <summary>The record's history has a new entry.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private IPausedRecords Paused { get; set; } = default!;

    [Inject]
    private AuthenticationStateProvider User { get; set; } = default!;

    private DateOnly Tomorrow => DateOnly.FromDateTime(Visitor.Local(Visitor.Now).DateTime).AddDays(1);

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_known != Record)
        {
            (_known, _reason, _until) = (Record, string.Empty, Tomorrow.AddDays(6));
            await ReadAsync();
        }
    }

    private async Task ReadAsync()
    {
        _paused = await Paused.FindAsync(Record.Exchange, Record.Flow, Record.Key, _leaving.Token);
        _isKnown = true;
    }

    private Task PauseAsync() => ChangeAsync(by => Paused.PauseAsync(
        new PausedRecord { Exchange = Record.Exchange, Flow = Record.Flow, Key = Record.Key, Reason = _reason.Trim(), Until = Morning(_until!.Value), PausedBy = by }, _leaving.Token));

    private Task ResumeAsync() => ChangeAsync(by => Paused.ResumeAsync(Record.Exchange, Record.Flow, Record.Key, by, _leaving.Token));

    private async Task ChangeAsync(Func<string, Task> change)
    {
        _isBusy = true;
        try
        {
            await change((await User.GetAuthenticationStateAsync()).User.Identity?.Name ?? string.Empty);
            await ReadAsync();
        }
        finally
        {
            _isBusy = false;
        }

        await OnChanged.InvokeAsync();
    }

    private DateTimeOffset Morning(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Visitor.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private string Day(DateTimeOffset at) => Visitor.Local(at).ToString("d MMMM yyyy", CultureInfo.CurrentCulture);
}
