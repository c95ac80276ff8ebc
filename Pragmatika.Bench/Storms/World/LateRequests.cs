namespace Pragmatika.Bench.Storms.World;

/// <summary>
/// Requests whose sender was cut off and that the portal has not worked on yet. Only such as do nothing but create: an update that lands a minute late overwrites what
/// somebody wrote meanwhile, and no client of this API can help that.
/// </summary>
internal sealed class LateRequests
{
    /// <summary>The vendor cuts a request at a minute.</summary>
    private const int LongestSeconds = 58;

    private readonly Lock _gate = new();
    private readonly StormClock _clock;
    private readonly List<(DateTimeOffset Due, Func<Task> Land)> _waiting = [];
    private Random? _dice;
    private double _rate;

    public LateRequests(StormClock clock)
    {
        _clock = clock;
        clock.Moving = LandDue;
    }

    /// <summary>How many requests out of one go astray from now on, by which dice.</summary>
    public void Set(double rate, int seed)
    {
        lock (_gate)
        {
            (_rate, _dice) = (rate, new Random(seed));
        }
    }

    /// <summary>True when the request is late: the sender is cut off now.</summary>
    public bool Takes(string body, HttpRequestMessage request, byte[] bytes, Func<HttpRequestMessage, byte[], Task<HttpResponseMessage>> answer)
    {
        if (!SandboxNetwork.Creates(body) || SandboxNetwork.Updates(body))
        {
            return false;
        }

        lock (_gate)
        {
            if (_dice is null || _rate <= 0 || _dice.NextDouble() >= _rate)
            {
                return false;
            }

            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = new ByteArrayContent(bytes) };
            copy.Content.Headers.ContentType = request.Content!.Headers.ContentType;
            _waiting.Add((_clock.GetUtcNow() + TimeSpan.FromSeconds(_dice.Next(1, LongestSeconds)), () => LandAsync(copy, bytes, answer)));
            return true;
        }
    }

    private static async Task LandAsync(HttpRequestMessage request, byte[] bytes, Func<HttpRequestMessage, byte[], Task<HttpResponseMessage>> answer)
    {
        try
        {
            using (request)
            {
                (await answer(request, bytes)).Dispose();
            }
        }
        catch (HttpRequestException)
        {
            // Nobody waits for the answer.
        }
    }

    private void LandDue()
    {
        List<Func<Task>> due;
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            due = [.. _waiting.Where(one => one.Due <= now).OrderBy(one => one.Due).Select(one => one.Land)];
            _waiting.RemoveAll(one => one.Due <= now);
        }

        due.ForEach(land => land().GetAwaiter().GetResult());
    }
}
