using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Pragmatika.Engine.Hearing.Intake;

namespace Pragmatika.Engine.Hearing;

/// <summary>Counts what came in. Metrics carry no names of connections; the counts of calls by connection are for its page and begin anew with the process.</summary>
internal sealed class HearingMeters : IDisposable
{
    private readonly Meter _meter = new("Pragmatika.Hearing");
    private readonly Counter<long> _calls;
    private readonly Counter<long> _heard;
    private readonly Counter<long> _own;
    private readonly ConcurrentDictionary<(string Connection, IntakeResult Result), long> _byConnection = new();

    public HearingMeters()
    {
        _calls = _meter.CreateCounter<long>("pragmatika.hooks.calls", description: "Calls of portals, by what became of them");
        _heard = _meter.CreateCounter<long>("pragmatika.hearing.records", description: "Records put into the inbox, by the way they were heard");
        _own = _meter.CreateCounter<long>("pragmatika.hearing.own_writes", description: "Writes of our own that were heard: recognised (echo), or with another value in place (near_miss)");
    }

    public void Heard(HeardBy way, int records) => _heard.Add(records, new KeyValuePair<string, object?>("way", way.ToString().ToLowerInvariant()));

    public void Recognised(int echoes, int nearMisses)
    {
        _own.Add(echoes, new KeyValuePair<string, object?>("kind", "echo"));
        _own.Add(nearMisses, new KeyValuePair<string, object?>("kind", "near_miss"));
    }

    /// <summary>Returns the connection's new count. <paramref name="connection"/> is null for names that are no connection of ours: anybody can call those.</summary>
    public long Called(string? connection, IntakeResult result)
    {
        _calls.Add(1, new KeyValuePair<string, object?>("result", result.ToString().ToLowerInvariant()));
        return connection is null ? 0 : _byConnection.AddOrUpdate((connection, result), 1, (_, count) => count + 1);
    }

    public long Calls(string connection, IntakeResult result) => _byConnection.GetValueOrDefault((connection, result));

    public void Dispose() => _meter.Dispose();
}
