using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Bitrix.Events;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing.Intake;

/// <summary>
/// Takes the calls of portals. A call is answered only when its record is committed; calls that come while a commit is under way share the next one, so a flood costs few
/// transactions. The portal does not call again: what cannot be kept is an error of the caller's answer, and polling brings it later.
/// </summary>
public sealed class EventIntake : IAsyncDisposable
{
    /// <summary>Refused calls for one line of the log: a flood of them must not fill it.</summary>
    private const int WrongPerLine = 1000;

    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(30);

    private readonly HookTokens _tokens;
    private readonly HeardInbox _inbox;
    private readonly IHearingStore _book;
    private readonly HearingMeters _meters;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, DateTimeOffset> _notedAt = new(StringComparer.Ordinal);
    private readonly ILogger<EventIntake> _logger;
    private readonly int _group;
    private readonly Channel<Call> _queue;
    private readonly Task _committing;

    internal EventIntake(
        HookTokens tokens, HeardInbox inbox, IHearingStore book, HearingMeters meters, IOptions<HearingOptions> options, TimeProvider time, ILogger<EventIntake> logger)
    {
        (_tokens, _inbox, _book, _meters, _time, _logger, _group) = (tokens, inbox, book, meters, time, logger, options.Value.IntakeGroup);
        BodyBytes = options.Value.IntakeBodyBytes;
        _queue = Channel.CreateBounded<Call>(new BoundedChannelOptions(options.Value.IntakeCapacity) { SingleReader = true });
        _committing = Task.Run(CommitAllAsync);
    }

    /// <summary>The largest body worth reading.</summary>
    public int BodyBytes { get; }

    /// <summary>Takes one call; waits for room and for the commit. Throws <see cref="StoreException"/> when it could not be kept.</summary>
    public async Task<IntakeResult> TakeAsync(string connection, string form, CancellationToken cancellationToken)
    {
        var result = await TakeCoreAsync(connection, form, cancellationToken);
        var count = _meters.Called(_tokens.IsKnown(connection) ? connection : null, result);
        if (result == IntakeResult.Forbidden && count % WrongPerLine == 1)
        {
            _logger.WrongToken(connection, count);
        }

        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _committing;
    }

    private async Task<IntakeResult> TakeCoreAsync(string connection, string form, CancellationToken cancellationToken)
    {
        if (PortalEvent.Parse(form) is not { } call)
        {
            return IntakeResult.Malformed;
        }

        if (!await _tokens.IsRightAsync(connection, call.ApplicationToken, cancellationToken))
        {
            return IntakeResult.Forbidden;
        }

        if (call.Record is not { } record)
        {
            return call.IsOfRecord ? IntakeResult.Malformed : IntakeResult.Ignored;
        }

        var change = new HeardChange(record.EntityTypeId, record.Id, record.IsDelete ? HeardKind.Deleted : HeardKind.Changed, HeardBy.Webhook);
        var waiting = new Call(connection, change);
        await _queue.Writer.WriteAsync(waiting, cancellationToken);

        // From here on it will be committed even if the caller goes away.
        await waiting.Done.Task.WaitAsync(cancellationToken);
        return IntakeResult.Kept;
    }

    private async Task CommitAllAsync()
    {
        var group = new List<Call>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (group.Count < _group && _queue.Reader.TryRead(out var call))
            {
                group.Add(call);
            }

            foreach (var calls in group.GroupBy(call => call.Connection, StringComparer.Ordinal))
            {
                await CommitAsync(calls.Key, [.. calls]);
            }

            group.Clear();
        }
    }

    private async Task CommitAsync(string connection, List<Call> calls)
    {
        try
        {
            await _inbox.AppendAsync(connection, calls.ConvertAll(call => call.Change), CancellationToken.None);
            calls.ForEach(call => call.Done.SetResult());
        }
        catch (Exception exception)
        {
            _logger.CallsNotKept(exception, calls.Count);
            calls.ForEach(call => call.Done.SetException(exception));
            return;
        }

        await NoteAsync(connection);
    }

    /// <summary>For the connection's page; now and then is enough.</summary>
    private async Task NoteAsync(string connection)
    {
        var now = _time.GetUtcNow();
        if (_notedAt.TryGetValue(connection, out var noted) && now >= noted && now - noted < NoteEvery)
        {
            return;
        }

        try
        {
            await _book.WorkedAsync(connection, HeardBy.Webhook, heard: true, CancellationToken.None);
            _notedAt[connection] = now;
        }
        catch (StoreException exception)
        {
            _logger.WayFailed(connection, HeardBy.Webhook, exception.Message);
        }
    }

    private sealed record Call(string Connection, HeardChange Change)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
