using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class InboxPartWriter(TimeProvider time) : CursorWriter<InboxPart>(time)
{
    protected override (string Name, string Cursor) CursorOf(string exchange, InboxPart part) => (InboxCursor.NameOf(exchange), InboxCursor.Print(part.Through));
}
