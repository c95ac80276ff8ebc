using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class CheckpointPartWriter(TimeProvider time) : CursorWriter<CheckpointPart>(time)
{
    protected override (string Name, string Cursor) CursorOf(string exchange, CheckpointPart part) => (exchange, part.Cursor);
}

/// <summary>A cursor under a name, in the table of checkpoints.</summary>
internal abstract class CursorWriter<TPart>(TimeProvider time) : BatchPartWriter<TPart>
    where TPart : class, IBatchPart
{
    protected abstract (string Name, string Cursor) CursorOf(string exchange, TPart part);

    protected override ValueTask<PartWrite> PrepareAsync(string exchange, TPart part, CancellationToken cancellationToken) => new(async (write, cancellation) =>
    {
        // The lease is held, so nobody else can be adding the row.
        var (name, cursor) = CursorOf(exchange, part);
        var values = new { name, cursor, at = time.GetUtcNow().UtcTicks };
        if (await ExecuteAsync(write, "UPDATE checkpoints SET cursor_text = @cursor, saved_at = @at WHERE exchange = @name", values, cancellation) == 0)
        {
            await ExecuteAsync(write, "INSERT INTO checkpoints (exchange, cursor_text, saved_at) VALUES (@name, @cursor, @at)", values, cancellation);
        }
    });
}
