using Serilog.Core;
using Serilog.Events;

namespace Pragmatika.Portal.Logging;

/// <summary>
/// Hands redacted events one by one to a sink that may fail. The sink is made at its first batch, off the thread that starts the program: making it may ask a server that does not answer. After
/// a failure the batch comes again, what got through is not sent twice, and for a while nothing is tried: the end of the program must not wait for a server that was away a moment ago.
/// </summary>
internal sealed class RedactedBatches(Func<ILogEventSink> make, TimeProvider time) : IBatchedLogEventSink, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private ILogEventSink? _sink;
    private IReadOnlyCollection<LogEvent>? _batch;
    private int _sent;
    private long? _failedAt;

    public async Task EmitBatchAsync(IReadOnlyCollection<LogEvent> batch)
    {
        await Task.Yield();
        if (_failedAt is { } failed && time.GetElapsedTime(failed) < Pause)
        {
            throw new InvalidOperationException("The table of the technical log was away a moment ago; it is not tried again yet.");
        }

        try
        {
            Send(batch);
            _failedAt = null;
        }
        catch
        {
            _failedAt = time.GetTimestamp();
            throw;
        }
    }

    public Task OnEmptyBatchAsync() => Task.CompletedTask;

    public void Dispose() => (_sink as IDisposable)?.Dispose();

    private void Send(IReadOnlyCollection<LogEvent> batch)
    {
        if (!ReferenceEquals(batch, _batch))
        {
            (_batch, _sent) = (batch, 0);
        }

        _sink ??= make();
        foreach (var logEvent in batch.Skip(_sent))
        {
            _sink.Emit(RedactedEvent.Of(logEvent));
            _sent++;
        }

        _batch = null;
    }
}
