namespace Pragmatika.Bench.Support;

/// <summary>Counts HTTP requests that have been sent and not yet answered in full.</summary>
internal sealed class RequestGauge
{
    private int _inFlight;

    public int InFlight => Volatile.Read(ref _inFlight);

    public DelegatingHandler Handler(HttpMessageHandler inner) => new Counting(this) { InnerHandler = inner };

    private sealed class Counting(RequestGauge gauge) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref gauge._inFlight);
            try
            {
                var response = await base.SendAsync(request, cancellationToken);
                await response.Content.LoadIntoBufferAsync(cancellationToken);
                return response;
            }
            finally
            {
                Interlocked.Decrement(ref gauge._inFlight);
            }
        }
    }
}
