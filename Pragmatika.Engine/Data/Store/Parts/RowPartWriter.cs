using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class RowPartWriter(ScopeNames scopes) : BatchPartWriter<RowPart>
{
    protected override async ValueTask<PartWrite> PrepareAsync(string exchange, RowPart part, CancellationToken cancellationToken)
    {
        var exchangeId = await scopes.IdAsync(exchange, string.Empty, cancellationToken);
        return async (write, cancellation) =>
        {
            await write.RowStatesAsync(exchangeId, part.Met, cancellation);
            await new ForgetWriter(write).RowsAsync(exchangeId, part.Forgotten, cancellation);
        };
    }
}
