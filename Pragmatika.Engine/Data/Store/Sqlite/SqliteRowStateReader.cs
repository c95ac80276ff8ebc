using System.Text;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>
/// Reads states of many rows by walking the table and the sorted keys side by side. Rows between two wanted keys are stepped over when they are few and jumped over
/// when they are many: a page of neighbours costs one seek, a page of strangers one seek a key.
/// </summary>
internal sealed class SqliteRowStateReader(SqliteSession session, int exchangeId)
{
    /// <summary>Steps that cost about as much as a seek.</summary>
    private const int StepsBeforeSeek = 6;

    private string _lastOutcomes = string.Empty;

    public Dictionary<string, RowState> Read(IReadOnlyList<string> keys)
    {
        using var wanted = new SqliteRowKeys(keys);
        var states = new Dictionary<string, RowState>(keys.Count, StringComparer.Ordinal);
        var walk = session.Statement("SELECT row_key, fingerprint, outcomes FROM row_states WHERE exchange_id = ?1 AND row_key >= ?2 ORDER BY row_key");
        walk.Bind(1, exchangeId);
        try
        {
            Walk(wanted, walk, states);
        }
        finally
        {
            walk.Reset();
        }

        return states;
    }

    private void Walk(SqliteRowKeys wanted, SqliteStatement walk, Dictionary<string, RowState> states)
    {
        var position = 0;
        var hasRow = position < wanted.Count && Seek(wanted, walk, position);
        var steps = 0;
        while (hasRow && position < wanted.Count)
        {
            var order = wanted.CompareRow(walk, 0, position);
            if (order > 0)
            {
                position++;
            }
            else if (order == 0)
            {
                var key = wanted.Key(position++);
                states[key] = State(walk, key);
                steps = 0;
                hasRow = walk.Step();
            }
            else
            {
                hasRow = ++steps < StepsBeforeSeek ? walk.Step() : Seek(wanted, walk, position);
                steps %= StepsBeforeSeek;
            }
        }
    }

    private static bool Seek(SqliteRowKeys wanted, SqliteStatement walk, int position)
    {
        walk.Reset();
        wanted.Bind(walk, 2, position);
        return walk.Step();
    }

    private RowState State(SqliteStatement row, string key) => new(key, row.Bytes(1).ToArray(), Outcomes(row.Bytes(2)));

    /// <summary>Neighbours mostly ended alike: one string serves them all.</summary>
    private string Outcomes(ReadOnlySpan<byte> digits)
    {
        if (!Ascii.Equals(digits, _lastOutcomes))
        {
            _lastOutcomes = Encoding.UTF8.GetString(digits);
        }

        return _lastOutcomes;
    }
}
