using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pragmatika.Engine.Data.Store.Sqlite;

/// <summary>
/// Row keys in the order in which SQLite keeps them: whole numbers first, by size, then texts by their UTF-8 bytes. A key is a number only when printing the number
/// gives the same text ("007" is a text), so nothing is lost.
/// </summary>
internal sealed class SqliteRowKeys : IDisposable
{
    private readonly IReadOnlyList<string> _keys;
    private readonly int[] _order;
    private readonly long[] _numbers;
    private readonly int[] _starts;
    private readonly int[] _lengths;
    private readonly byte[] _bytes;

    public SqliteRowKeys(IReadOnlyList<string> keys)
    {
        _keys = keys;
        _order = new int[keys.Count];
        _numbers = new long[keys.Count];
        _starts = new int[keys.Count];
        _lengths = new int[keys.Count];
        _bytes = ArrayPool<byte>.Shared.Rent(keys.Sum(key => Encoding.UTF8.GetMaxByteCount(key.Length)));
        Encode();
        if (!IsSorted())
        {
            Array.Sort(_order, Compare);
        }
    }

    public int Count => _order.Length;

    /// <summary>The key at a position of the sorted order, as the caller gave it.</summary>
    public string Key(int position) => _keys[_order[position]];

    public static bool TryNumber(string key, out long number)
    {
        number = 0;
        return key.Length is > 0 and < 19 && key[0] is (>= '1' and <= '9') && long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    public void Bind(SqliteStatement statement, int parameter, int position)
    {
        var index = _order[position];
        if (_lengths[index] == 0)
        {
            statement.Bind(parameter, _numbers[index]);
        }
        else
        {
            statement.BindText(parameter, Text(index));
        }
    }

    /// <summary>Compares the key in a column of the current row with the key at a position: below zero when the row comes first.</summary>
    public int CompareRow(SqliteStatement row, int column, int position)
    {
        var index = _order[position];
        if (row.IsNumber(column))
        {
            return _lengths[index] > 0 ? -1 : row.Number(column).CompareTo(_numbers[index]);
        }

        return _lengths[index] == 0 ? 1 : row.Bytes(column).SequenceCompareTo(Text(index));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private void Encode()
    {
        var end = 0;
        for (var index = 0; index < _keys.Count; index++)
        {
            _order[index] = index;
            if (!TryNumber(_keys[index], out _numbers[index]))
            {
                _starts[index] = end;
                _lengths[index] = Encoding.UTF8.GetBytes(_keys[index], _bytes.AsSpan(end));
                end += _lengths[index];
            }
        }
    }

    private bool IsSorted()
    {
        for (var index = 1; index < _order.Length; index++)
        {
            if (Compare(index - 1, index) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private int Compare(int left, int right) => (_lengths[left], _lengths[right]) switch
    {
        (0, 0) => _numbers[left].CompareTo(_numbers[right]),
        (0, _) => -1,
        (_, 0) => 1,
        _ => Text(left).SequenceCompareTo(Text(right)),
    };

    private ReadOnlySpan<byte> Text(int index) => _bytes.AsSpan(_starts[index], _lengths[index]);
}
