namespace Pragmatika.Engine.Connectors.Bitrix.Limits;

/// <summary>What went wrong with one request.</summary>
/// <param name="Kind">As classified; <see cref="FailureKind.Unavailable"/> also when no answer came.</param>
/// <param name="Sent">False when the request surely never reached the portal.</param>
/// <param name="TokenExpired">The access token has run out and was not renewed yet for this request; nothing was done.</param>
/// <param name="Attempt">1 for the first.</param>
public readonly record struct RequestFault(FailureKind Kind, bool Sent, bool TokenExpired, int Attempt);

/// <summary>What to do about a failed request.</summary>
public abstract record Recovery
{
    /// <summary>Get a new token, then send again.</summary>
    public sealed record RenewToken : Recovery;

    /// <summary>Nothing was done, or sending twice does no harm: send again after the pause (the limiter may add its own).</summary>
    public sealed record RetryIn(TimeSpan Pause) : Recovery;

    /// <summary>Tell the caller.</summary>
    public sealed record GiveUp(FailureKind Kind) : Recovery;

    private const int LimitedAttempts = 12;
    private const int FaultAttempts = 5;

    /// <summary>Same fault, same answer: no clock, no I/O. <paramref name="jitter"/> in 0..1 spreads those who failed together.</summary>
    public static Recovery Decide(RequestFault fault, bool writes, double jitter) => fault switch
    {
        { TokenExpired: true } => new RenewToken(),
        { Kind: FailureKind.Limited, Attempt: < LimitedAttempts } => new RetryIn(Backoff(fault.Attempt, jitter)),
        { Kind: FailureKind.Unavailable, Sent: false, Attempt: < FaultAttempts } => new RetryIn(Backoff(fault.Attempt, jitter)),
        { Kind: FailureKind.Unavailable, Sent: true } when writes => new GiveUp(FailureKind.OutcomeUnknown),
        { Kind: FailureKind.Unavailable, Attempt: < FaultAttempts } => new RetryIn(Backoff(fault.Attempt, jitter)),
        _ => new GiveUp(fault.Kind),
    };

    /// <summary>1, 2, 4… 30 s, each 50 to 150 %.</summary>
    private static TimeSpan Backoff(int attempt, double jitter) =>
        TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, attempt - 1)) * (0.5 + jitter));
}
