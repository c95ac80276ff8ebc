using Pragmatika.Sandbox.Rest;

namespace Pragmatika.Sandbox.Control;

/// <summary>What reached the portal since the last reset. Safe to call from every thread.</summary>
public sealed class SandboxStats
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _commands = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _weather = new(StringComparer.Ordinal);
    private long _requests;

    /// <summary>HTTP requests under /rest/, refused ones included.</summary>
    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Commands by method: single calls and those inside batches alike; <c>batch</c> counts itself.</summary>
    public SortedDictionary<string, long> Commands => Copy(_commands);

    /// <summary>Refusals by code (<c>empty</c> for an empty code), inside batches too.</summary>
    public SortedDictionary<string, long> Refusals => Copy(_refusals);

    /// <summary>How often each kind of weather struck.</summary>
    public SortedDictionary<string, long> Struck => Copy(_weather);

    public void Request() => Interlocked.Increment(ref _requests);

    public void Command(string method) => Count(_commands, method);

    public void Refused(RestException failure) => Count(_refusals, failure.Code.Length == 0 ? "empty" : failure.Code);

    public void Weather(string kind) => Count(_weather, kind);

    public void Reset()
    {
        lock (_gate)
        {
            _commands.Clear();
            _refusals.Clear();
            _weather.Clear();
            Interlocked.Exchange(ref _requests, 0);
        }
    }

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
