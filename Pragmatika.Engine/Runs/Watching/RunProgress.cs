using System.Collections.Concurrent;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>The run's record as it grows, and whoever watches it.</summary>
internal sealed class RunProgress(RunRecord record, IReadOnlyList<string> flows, IBitrixPortal portal, TimeProvider time)
{
    private static readonly Message RestAnswered = new("{0}, команд {1}: ответ {2} за {3} мс", "{0}, {1} commands: answer {2} in {3} ms");

    private readonly Lock _lock = new();
    private readonly ConcurrentQueue<JournalEntry> _calls = new();
    private readonly RunCounters[] _counters = new RunCounters[flows.Count];
    private RunRecord _record = record;
    private readonly (string Exchange, Guid Id) _run = (record.Exchange, record.Id);

    public RunRecord Record
    {
        get
        {
            lock (_lock)
            {
                return _record;
            }
        }
    }

    public void Expect(long? rows) => Change(current => current with { RowsExpected = rows });

    public void RowsRead(long rows) => Change(current => current with { Rows = current.Rows + rows });

    public void BatchDone(RunCounters[] counters)
    {
        lock (_lock)
        {
            for (var flow = 0; flow < counters.Length; flow++)
            {
                _counters[flow] += counters[flow];
            }
        }

        Change(current => current with { Flows = flows.Select((flow, index) => (flow, _counters[index])).ToDictionary(pair => pair.flow, pair => pair.Item2) });
    }

    /// <summary>Ends every watch with the final record.</summary>
    public void End(RunRecord final) => Change(_ => final);

    public void Called(RestCall call)
    {
        _calls.Enqueue(new JournalEntry
        {
            At = time.GetUtcNow(),
            Level = call.Failure is null ? JournalLevel.Debug : JournalLevel.Warning,
            Kind = JournalKind.RestCall,
            Exchange = _run.Exchange,
            RunId = _run.Id,
            Text = Text(call),
        });
    }

    /// <summary>Entries of requests since the last call.</summary>
    public IReadOnlyList<JournalEntry> TakeCalls()
    {
        var calls = new List<JournalEntry>();
        while (_calls.TryDequeue(out var entry))
        {
            calls.Add(entry);
        }

        return calls;
    }

    /// <summary>Yields whenever something changed, at most every 100 ms, and the final record last.</summary>
    public async IAsyncEnumerable<RunRecord> WatchAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RunRecord? seen = null;
        while (true)
        {
            var current = Record;
            if (!ReferenceEquals(current, seen))
            {
                yield return current;
                seen = current;
            }

            if (current.State != RunState.Running)
            {
                yield break;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
        }
    }

    private static string Text(RestCall call)
    {
        var answered = RestAnswered.With(call.Method, call.Commands, call.HttpStatus, Math.Round(call.Duration.TotalMilliseconds));
        return call.Failure is null ? answered : $"{answered}. {call.Message}";
    }

    private void Change(Func<RunRecord, RunRecord> change)
    {
        lock (_lock)
        {
            var counters = portal.Counters;
            _record = change(_record) with { RestCalls = counters.Requests, Commands = counters.Commands };
        }
    }
}
