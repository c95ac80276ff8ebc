using System.Threading.Channels;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Makes rows on one thread while another writes them.</summary>
internal static class RowBatches
{
    private const int RowsPerBatch = 1_000;

    /// <summary>Calls <paramref name="write"/> for every batch in order, one at a time; <paramref name="prepare"/> is called by the thread that makes the rows.</summary>
    public static async Task PumpAsync<TBatch>(
        IEnumerable<ExchangeRow> rows, Func<ExchangeRow[], TBatch> prepare, Func<TBatch, Task> write, CancellationToken cancellationToken)
    {
        var batches = Channel.CreateBounded<TBatch>(new BoundedChannelOptions(4) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var making = Task.Run(() => MakeAsync(rows.Chunk(RowsPerBatch).Select(prepare), batches.Writer, stop.Token), CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellationToken))
            {
                await write(batch);
            }
        }
        finally
        {
            await stop.CancelAsync(); // a failed write must not leave the maker waiting on a full channel
            await making;
        }
    }

    private static async Task MakeAsync<TBatch>(IEnumerable<TBatch> made, ChannelWriter<TBatch> batches, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var batch in made)
            {
                await batches.WriteAsync(batch, cancellationToken);
            }

            batches.Complete();
        }
        catch (Exception exception)
        {
            batches.Complete(exception);
        }
    }
}
