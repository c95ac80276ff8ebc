using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix;

namespace Pragmatika.Engine.Hearing;

/// <summary>
/// The portal's clock. <paramref name="Second"/> is the second it stood in when asked, with the portal's offset; <paramref name="Ahead"/> is how far it is ahead of ours at
/// least (below zero when behind; up to a second and the way of the answer too little).
/// </summary>
internal readonly record struct PortalNow(DateTimeOffset Second, TimeSpan Ahead)
{
    /// <summary>Asks for the clock; first in a batch, it tells a moment before everything the batch reads.</summary>
    public static readonly BitrixCommand Command = new("server.time", string.Empty);

    /// <summary>A record may be written a little after the moment it carries.</summary>
    private static readonly TimeSpan CommitDelay = TimeSpan.FromSeconds(2);

    public int OffsetMinutes => (int)Second.Offset.TotalMinutes;

    /// <summary>Throws <see cref="BitrixException"/>.</summary>
    public static async Task<PortalNow> AskAsync(IBitrixPortal portal, TimeProvider time, CancellationToken cancellationToken) =>
        Read((await portal.BatchAsync([Command], cancellationToken))[0], time);

    /// <summary>Reads the answer to <see cref="Command"/>, just after it came. Throws <see cref="BitrixException"/>.</summary>
    public static PortalNow Read(CommandAnswer answer, TimeProvider time)
    {
        if (answer.Error is { } error)
        {
            throw new BitrixException(error.Kind, error, "server.time: " + Messages.Of(error));
        }

        using var document = JsonDocument.Parse(answer.Result);
        return DateTimeOffset.TryParse(document.RootElement.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var now)
            ? new PortalNow(new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), now.Offset), now - time.GetUtcNow())
            : throw new BitrixException(FailureKind.Unknown, null, "server.time: " + Messages.Of(new BitrixError(200, string.Empty, string.Empty)));
    }

    /// <summary>Modified times are to the second: one in a second that is not over may still get another change under the same time.</summary>
    public bool IsOver(DateTimeOffset modified) => modified < Second;

    /// <summary>The moment of our clock from which a reading of the record surely sees all changes that carry this modified time.</summary>
    public DateTimeOffset SeenFrom(DateTimeOffset modified) => modified + TimeSpan.FromSeconds(1) + CommitDelay - Ahead;
}
