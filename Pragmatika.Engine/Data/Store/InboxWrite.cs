using Pragmatika.Engine.Hearing;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Changes of different records to be put in at once. <paramref name="HeardAt"/> in UTC ticks; the change at position i gets sequence <paramref name="First"/> + i.</summary>
internal sealed record InboxWrite(string Connection, long HeardAt, long First, IReadOnlyList<HeardChange> Changes);
