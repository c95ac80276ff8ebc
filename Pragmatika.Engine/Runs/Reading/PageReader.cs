using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Telemetry;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>
/// Reads pages ahead and sifts several of them at once; they come out in the order of the source. Bounded: a slow portal stops the reading, not the memory.
/// </summary>
internal sealed class PageReader(RunContext context, RowSifter sifter)
{
    private const int PagesAhead = 2;

    public async IAsyncEnumerable<SiftedPage> ReadAsync(SqlRead read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pages = Channel.CreateBounded<Task<SiftedPage>>(new BoundedChannelOptions(PagesAhead) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = PumpAsync(read, pages.Writer, stop.Token); // ends with Complete() or Complete(exception), never throws
        try
        {
            await foreach (var page in pages.Reader.ReadAllAsync(cancellationToken))
            {
                yield return await page;
            }
        }
        finally
        {
            await stop.CancelAsync(); // whoever stopped listening must not leave the reader waiting on a full channel
            await reading;
        }
    }

    private async Task PumpAsync(SqlRead read, ChannelWriter<Task<SiftedPage>> pages, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var page in context.Source.ReadAsync(read, cancellationToken))
            {
                await pages.WriteAsync(Task.Run(() => SiftAsync(page, cancellationToken), CancellationToken.None), cancellationToken);
            }

            pages.Complete();
        }
        catch (Exception exception)
        {
            pages.Complete(exception);
        }
    }

    private async Task<SiftedPage> SiftAsync(SourcePage page, CancellationToken cancellationToken)
    {
        using var span = EngineTelemetry.Stage("page.sift", page.Rows.Count);
        return await sifter.SiftAsync(page, cancellationToken);
    }
}
