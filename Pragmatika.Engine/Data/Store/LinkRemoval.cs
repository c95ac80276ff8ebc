using Dapper;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Takes links away inside a batch's transaction, in plain SQL that all three engines read. Few batches have any.</summary>
internal static class LinkRemoval
{
    public static async Task RemoveAsync(IHotWrite write, IReadOnlyList<(string Flow, string Key)> keys, Func<string, int> flowId, CancellationToken cancellationToken)
    {
        foreach (var (flow, key) in keys)
        {
            var values = new { flow = flowId(flow), key };
            var found = await write.Connection.QueryAsync<(long Id, string Matches)>(new CommandDefinition(
                "SELECT id, matches FROM links WHERE flow_id = @flow AND source_key = @key", values, write.Transaction, cancellationToken: cancellationToken));
            foreach (var link in found)
            {
                await RemoveMatchesAsync(write, values.flow, link.Id, link.Matches, cancellationToken);
            }

            await ExecuteAsync(write, "DELETE FROM links WHERE flow_id = @flow AND source_key = @key", values, cancellationToken);
        }
    }

    private static async Task RemoveMatchesAsync(IHotWrite write, int flowId, long linkId, string matches, CancellationToken cancellationToken)
    {
        foreach (var stale in StaleMatch.Of(flowId, linkId, matches, string.Empty))
        {
            await ExecuteAsync(
                write,
                "DELETE FROM link_matches WHERE flow_id = @FlowId AND match_rule = @Rule AND value = @Value AND link_id = @LinkId",
                new { stale.FlowId, stale.Rule, stale.Value, stale.LinkId },
                cancellationToken);
        }
    }

    private static Task<int> ExecuteAsync(IHotWrite write, string sql, object values, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, write.Transaction, cancellationToken: cancellationToken));
}
