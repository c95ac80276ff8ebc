namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>One HTTP answer as it came; the body is rented and goes back on dispose.</summary>
internal sealed class RestReply(int status, PooledBytes body) : IDisposable
{
    public int Status => status;

    public ReadOnlyMemory<byte> Body => body.Memory;

    /// <summary>An HTML page, an empty body or plain text is not JSON, whatever its content type says.</summary>
    public bool LooksLikeJson => body.Span.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{', ..];

    public void Dispose() => body.Dispose();
}

/// <summary>
/// The request did not come back with an answer. <paramref name="sent"/> is false when it surely never reached the portal: name not found, connection refused,
/// TLS refused. <paramref name="message"/> is already redacted.
/// </summary>
internal sealed class NoAnswerException(bool sent, bool timedOut, string message, Exception? inner) : Exception(message, inner)
{
    public bool Sent => sent;

    public bool TimedOut => timedOut;
}
