using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store.Parts;

internal sealed class LinkPartWriter(ScopeNames scopes) : BatchPartWriter<LinkPart>
{
    protected override async ValueTask<PartWrite> PrepareAsync(string exchange, LinkPart part, CancellationToken cancellationToken)
    {
        var flows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var flow in part.Moved.Select(link => link.Flow).Concat(part.Forgotten.Select(link => link.Flow)))
        {
            if (!flows.ContainsKey(flow))
            {
                flows[flow] = await scopes.IdAsync(exchange, flow, cancellationToken);
            }
        }

        return async (write, cancellation) =>
        {
            await write.LinksAsync(part.Moved, flow => flows[flow], cancellation);
            await RaiseHighestAsync(write, part.Moved, flows, cancellation);
            await ForgetAsync(write, part.Forgotten, flows, cancellation);
        };
    }

    private static async Task RaiseHighestAsync(IHotWrite write, IReadOnlyList<Link> links, Dictionary<string, int> flows, CancellationToken cancellationToken)
    {
        foreach (var flow in links.GroupBy(link => link.Flow, link => link.CrmId, StringComparer.Ordinal))
        {
            await ExecuteAsync(
                write,
                "UPDATE scopes SET highest_crm_id = @highest WHERE id = @id AND highest_crm_id < @highest",
                new { highest = flow.Max(), id = flows[flow.Key] },
                cancellationToken);
        }
    }

    private static async Task ForgetAsync(IHotWrite write, IReadOnlyList<(string Flow, string Key)> links, Dictionary<string, int> flows, CancellationToken cancellationToken)
    {
        var forget = new ForgetWriter(write);
        foreach (var flow in links.GroupBy(link => link.Flow, link => link.Key, StringComparer.Ordinal))
        {
            await forget.LinksAsync(flows[flow.Key], flow, cancellationToken);
        }
    }
}
