using System.Globalization;

namespace Pragmatika.Engine.Runs;

/// <summary>How far an exchange has read the inbox of its portal: a checkpoint of its own, under a name that no exchange can have.</summary>
internal static class InboxCursor
{
    public static string NameOf(string exchange) => exchange + "/inbox";

    public static string Print(long cursor) => cursor.ToString(CultureInfo.InvariantCulture);

    /// <summary>0 where nothing has been read yet.</summary>
    public static async Task<long> InboxCursorAsync(this IEngineStore store, string exchange, CancellationToken cancellationToken) =>
        await store.CheckpointAsync(NameOf(exchange), cancellationToken) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : 0;
}
