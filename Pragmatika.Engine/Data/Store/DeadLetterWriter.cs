using System.Text;
using Dapper;
using Pragmatika.Engine.Delivery;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Dead letters inside a batch's transaction, in plain SQL that all three engines read.</summary>
internal sealed class DeadLetterWriter(IHotWrite write, string exchange)
{
    private const int Open = (int)DeadLetterState.Open;
    private const int KeysPerStatement = 500;
    private const int RowsPerInsert = 50;

    /// <summary>Parks letters. A record that has an open letter keeps it: the cause is replaced, the attempts add up.</summary>
    public async Task ParkAsync(IReadOnlyList<DeadLetter> letters, CancellationToken cancellationToken)
    {
        var added = new List<DeadLetter>();

        // Of several letters for one record the last is the news; the earlier ones count as attempts.
        foreach (var flow in letters.GroupBy(letter => letter.Flow, StringComparer.Ordinal))
        {
            var newest = flow.GroupBy(letter => letter.Key, StringComparer.Ordinal)
                .ToDictionary(same => same.Key, same => same.Last() with { Attempts = same.Sum(letter => letter.Attempts), FirstAt = same.First().FirstAt }, StringComparer.Ordinal);
            foreach (var (key, id) in await OpenAsync(flow.Key, newest.Keys, cancellationToken))
            {
                await RepeatAsync(id, newest[key], cancellationToken);
                newest.Remove(key);
            }

            added.AddRange(newest.Values);
        }

        foreach (var chunk in added.Chunk(RowsPerInsert))
        {
            await InsertAsync(chunk, cancellationToken);
        }
    }

    /// <summary>Closes the open letters of records that have landed.</summary>
    public async Task ResolveAsync(IReadOnlyList<(string Flow, string Key)> landed, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (landed.Count == 0 || !await HasOpenAsync(cancellationToken))
        {
            return;
        }

        foreach (var flow in landed.GroupBy(pair => pair.Flow, pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var keys in flow.Chunk(KeysPerStatement))
            {
                var (list, parameters) = InList(flow.Key, keys);
                parameters.Add("at", at.UtcTicks);
                parameters.Add("resolved", (int)DeadLetterState.Resolved);
                await ExecuteAsync(
                    $"UPDATE dead_letters SET state = @resolved, last_at = @at WHERE exchange = @exchange AND flow = @flow AND state = {Open} AND source_key IN ({list})",
                    parameters,
                    cancellationToken);
            }
        }
    }

    /// <summary>Most batches meet no open letter at all; then thousands of landed keys cost one look at a small index.</summary>
    private async Task<bool> HasOpenAsync(CancellationToken cancellationToken) => await write.Connection.ExecuteScalarAsync<int>(new CommandDefinition(
        $"SELECT CASE WHEN EXISTS (SELECT 1 FROM dead_letters WHERE exchange = @exchange AND state = {Open}) THEN 1 ELSE 0 END",
        new { exchange },
        write.Transaction,
        cancellationToken: cancellationToken)) == 1;

    private async Task<List<(string Key, long Id)>> OpenAsync(string flow, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        var open = new List<(string, long)>();
        foreach (var chunk in keys.Chunk(KeysPerStatement))
        {
            var (list, parameters) = InList(flow, chunk);
            open.AddRange(await write.Connection.QueryAsync<(string, long)>(new CommandDefinition(
                $"SELECT source_key, id FROM dead_letters WHERE exchange = @exchange AND flow = @flow AND state = {Open} AND source_key IN ({list})",
                parameters,
                write.Transaction,
                cancellationToken: cancellationToken)));
        }

        return open;
    }

    private Task<int> RepeatAsync(long id, DeadLetter letter, CancellationToken cancellationToken)
    {
        var parameters = new DynamicParameters();
        AddValues(parameters, letter, string.Empty);
        parameters.Add("id", id);
        return ExecuteAsync(
            "UPDATE dead_letters SET row_key = @row_key, run_id = @run_id, cause = @cause, code = @code, message = @message, payload = @payload, "
            + "attempts = attempts + @attempts, last_at = @last_at, candidates = @candidates WHERE id = @id",
            parameters,
            cancellationToken);
    }

    private Task<int> InsertAsync(DeadLetter[] letters, CancellationToken cancellationToken)
    {
        var sql = new StringBuilder(
            "INSERT INTO dead_letters (exchange, flow, source_key, row_key, run_id, cause, code, message, payload, attempts, first_at, last_at, state, candidates) VALUES ");
        var parameters = new DynamicParameters();
        parameters.Add("exchange", exchange);
        for (var index = 0; index < letters.Length; index++)
        {
            var end = index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            sql.Append(index == 0 ? "(" : ", (").Append("@exchange");
            foreach (var name in (string[])["flow", "source_key", "row_key", "run_id", "cause", "code", "message", "payload", "attempts", "first_at", "last_at"])
            {
                sql.Append(", @").Append(name).Append(end);
            }

            sql.Append(", ").Append(Open).Append(", @candidates").Append(end).Append(')');
            AddValues(parameters, letters[index], end);
        }

        return ExecuteAsync(sql.ToString(), parameters, cancellationToken);
    }

    private void AddValues(DynamicParameters parameters, DeadLetter letter, string end)
    {
        parameters.Add("flow" + end, letter.Flow);
        parameters.Add("source_key" + end, letter.Key);
        parameters.Add("row_key" + end, letter.RowKey);
        parameters.Add("run_id" + end, write.Id(letter.RunId));
        parameters.Add("cause" + end, (int)letter.Cause);
        parameters.Add("code" + end, letter.Code);
        parameters.Add("message" + end, letter.Message);
        parameters.Add("payload" + end, letter.Payload);
        parameters.Add("attempts" + end, letter.Attempts);
        parameters.Add("first_at" + end, letter.FirstAt.UtcTicks);
        parameters.Add("last_at" + end, letter.LastAt.UtcTicks);
        parameters.Add("candidates" + end, string.Join(',', letter.Candidates));
    }

    /// <summary>A list of parameters written out: the engines do not agree on array parameters.</summary>
    private (string List, DynamicParameters Parameters) InList(string flow, string[] keys)
    {
        var parameters = new DynamicParameters();
        parameters.Add("exchange", exchange);
        parameters.Add("flow", flow);
        for (var index = 0; index < keys.Length; index++)
        {
            parameters.Add("k" + index.ToString(System.Globalization.CultureInfo.InvariantCulture), keys[index]);
        }

        return (string.Join(", ", Enumerable.Range(0, keys.Length).Select(index => "@k" + index.ToString(System.Globalization.CultureInfo.InvariantCulture))), parameters);
    }

    private Task<int> ExecuteAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, write.Transaction, cancellationToken: cancellationToken));
}
