namespace Pragmatika.Engine.Delivery;

/// <summary>
/// What a letter was sent again with. <paramref name="Values"/> (field → text) stand for the bad values of the letter's row from now on, until the row holds something else there; empty
/// when it was sent as it was. <paramref name="CrmId"/> is where it landed.
/// </summary>
public sealed record Mending(IReadOnlyDictionary<string, string?> Values, string By, DateTimeOffset At, long? CrmId);

/// <summary>Letters that people mended, as runs remember them.</summary>
public interface IMendedLetters
{
    /// <summary>Closes a letter as sent, with what it was sent with.</summary>
    Task MendAsync(long id, Mending mending, CancellationToken cancellationToken);

    /// <summary>Those of one exchange that were sent with other values, the oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> MendedAsync(string exchange, CancellationToken cancellationToken);
}
