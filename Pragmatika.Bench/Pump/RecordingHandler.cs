namespace Pragmatika.Bench.Pump;

/// <summary>Passes requests on and keeps the bodies of those that write CRM records.</summary>
internal sealed class RecordingHandler : DelegatingHandler
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public RecordingHandler(string path, HttpMessageHandler inner)
        : base(inner)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
    }

    /// <summary>Write requests kept so far.</summary>
    public long Recorded { get; private set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content && request.RequestUri!.AbsolutePath.EndsWith("/batch.json", StringComparison.Ordinal))
        {
            var body = await content.ReadAsByteArrayAsync(cancellationToken);
            if (Writes(body))
            {
                lock (_gate)
                {
                    PreparedRequests.Append(_file, body);
                    Recorded++;
                }
            }
        }

        return await base.SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _file.Dispose();
        base.Dispose(disposing);
    }

    private static bool Writes(ReadOnlySpan<byte> body) => body.IndexOf("crm.item.add"u8) >= 0 || body.IndexOf("crm.item.update"u8) >= 0;
}
