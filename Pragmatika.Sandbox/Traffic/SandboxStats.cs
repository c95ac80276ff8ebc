namespace Pragmatika.Sandbox.Traffic;

/// <summary>What reached the portal since the last reset. Safe to call from every thread.</summary>
public sealed class SandboxStats
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _commands = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _weather = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _events = new(StringComparer.Ordinal);
    private long _requests;
    private long _writeRequests;

    /// <summary>HTTP requests under /rest/, refused ones included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Those among them that ask to change CRM records: a single <c>crm.item.*</c> write, or a batch with at least one.</summary>
    public long WriteRequests => Interlocked.Read(ref _writeRequests);

    /// <summary>Commands by method: single calls and those inside batches alike; <c>batch</c> counts itself.</summary>
    public SortedDictionary<string, long> Commands => Copy(_commands);

    /// <summary>Refusals by code (<c>empty</c> for an empty code), inside batches too.</summary>
    public SortedDictionary<string, long> Refusals => Copy(_refusals);

    /// <summary>How often each kind of weather struck.</summary>
    public SortedDictionary<string, long> Struck => Copy(_weather);

    public void Request() => Interlocked.Increment(ref _requests);

    /// <summary>Counts the request when one of its methods writes.</summary>
    public void WriteRequest(List<string> methods)
    {
        if (methods.Exists(WritesItems))
        {
            Interlocked.Increment(ref _writeRequests);
        }
    }

    public void Command(string method) => Count(_commands, method);

    public void Refused(string code) => Count(_refusals, code.Length == 0 ? "empty" : code);

    /// <summary>Outgoing events by name, each delivery counted once per handler.</summary>
    public SortedDictionary<string, long> Events => Copy(_events);

    public void Event(string name) => Count(_events, name);

    public void Weather(string kind) => Count(_weather, kind);

    public void Reset()
    {
        lock (_gate)
        {
            _commands.Clear();
            _refusals.Clear();
            _weather.Clear();
            _events.Clear();
            Interlocked.Exchange(ref _requests, 0);
            Interlocked.Exchange(ref _writeRequests, 0);
        }
    }

    private static bool WritesItems(string method) =>
        method.StartsWith("crm.item.", StringComparison.OrdinalIgnoreCase)
        && !method.EndsWith(".get", StringComparison.OrdinalIgnoreCase)
        && !method.EndsWith(".list", StringComparison.OrdinalIgnoreCase)
        && !method.EndsWith(".fields", StringComparison.OrdinalIgnoreCase);

    private void Count(SortedDictionary<string, long> counters, string key)
    {
        lock (_gate)
        {
            counters[key] = counters.GetValueOrDefault(key) + 1;
        }
    }

    private SortedDictionary<string, long> Copy(SortedDictionary<string, long> counters)
    {
        lock (_gate)
        {
            return new(counters, StringComparer.Ordinal);
        }
    }
}
