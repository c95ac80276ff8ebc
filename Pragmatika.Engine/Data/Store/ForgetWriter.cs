using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Data.Store.Sqlite;

namespace Pragmatika.Engine.Data.Store;

/// <summary>Takes links and row states out of the store inside a batch's transaction: both sides of the record are gone.</summary>
internal sealed class ForgetWriter(IHotWrite write)
{
    private const int KeysPerStatement = 500;

    public async Task LinksAsync(int flowId, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(KeysPerStatement))
        {
            var (list, parameters) = InList(chunk, key => key);
            parameters.Add("id", flowId);
            await ExecuteAsync($"DELETE FROM link_matches WHERE flow_id = @id AND link_id IN (SELECT id FROM links WHERE flow_id = @id AND source_key IN ({list}))", parameters, cancellationToken);
            await ExecuteAsync($"DELETE FROM links WHERE flow_id = @id AND source_key IN ({list})", parameters, cancellationToken);
        }
    }

    public async Task RowsAsync(int exchangeId, IEnumerable<string> keys, CancellationToken cancellationToken)
    {
        foreach (var chunk in keys.Chunk(KeysPerStatement))
        {
            var (list, parameters) = InList(chunk, Stored);
            parameters.Add("id", exchangeId);
            await ExecuteAsync($"DELETE FROM row_states WHERE exchange_id = @id AND row_key IN ({list})", parameters, cancellationToken);
        }
    }

    /// <summary>SQLite keeps row keys that are whole numbers as numbers.</summary>
    private object Stored(string key) => write.Connection is SqliteConnection && SqliteRowKeys.TryNumber(key, out var number) ? number : key;

    private static (string List, DynamicParameters Parameters) InList(string[] keys, Func<string, object> stored)
    {
        var parameters = new DynamicParameters();
        for (var index = 0; index < keys.Length; index++)
        {
            parameters.Add("k" + index.ToString(CultureInfo.InvariantCulture), stored(keys[index]));
        }

        return (string.Join(", ", Enumerable.Range(0, keys.Length).Select(index => "@k" + index.ToString(CultureInfo.InvariantCulture))), parameters);
    }

    private Task<int> ExecuteAsync(string sql, DynamicParameters parameters, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, parameters, write.Transaction, cancellationToken: cancellationToken));
}
