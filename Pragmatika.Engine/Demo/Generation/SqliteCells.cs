using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>
/// The cells of some rows as SQLite takes them: texts in UTF-8, one after another in one buffer. Filled by the thread that makes the rows, so that the
/// thread that inserts them, the slower of the two, has only to bind.
/// </summary>
internal sealed class SqliteCells : ICellSink
{
    private const int LongestScalar = 40;

    private readonly List<Cell> _cells = [];
    private byte[] _text = new byte[1 << 20];
    private int _length;

    private enum Kind
    {
        Null,
        Integer,
        Real,
        Text,
    }

    public void Clear()
    {
        _cells.Clear();
        _length = 0;
    }

    /// <summary>Binds <paramref name="count"/> cells from <paramref name="first"/> on to the parameters 1, 2, … of a statement whose bindings were cleared.</summary>
    public void Bind(sqlite3_stmt statement, int first, int count)
    {
        for (var place = 1; place <= count; place++)
        {
            var cell = _cells[first + place - 1];
            _ = cell.Kind switch
            {
                Kind.Integer => raw.sqlite3_bind_int64(statement, place, cell.Value),
                Kind.Real => raw.sqlite3_bind_double(statement, place, BitConverter.Int64BitsToDouble(cell.Value)),
                Kind.Text when cell.Length == 0 => raw.sqlite3_bind_text(statement, place, string.Empty), // an empty span has no address: NULL for SQLite
                Kind.Text => raw.sqlite3_bind_text(statement, place, _text.AsSpan((int)cell.Value, cell.Length)),
                _ => raw.SQLITE_OK,
            };
        }
    }

    public void Add(string? text)
    {
        if (text is null)
        {
            AddNull();
            return;
        }

        Reserve(text.Length * 3);
        AddText(Encoding.UTF8.GetBytes(text, _text.AsSpan(_length)));
    }

    public void Add(long number) => _cells.Add(new Cell(Kind.Integer, number, 0));

    public void Add(int? number)
    {
        if (number is { } some)
        {
            Add((long)some);
        }
        else
        {
            AddNull();
        }
    }

    public void Add(bool flag) => Add(flag ? 1L : 0L);

    public void Add(Guid? guid) => AddScalar(guid, default);

    public void Add(DateTime? time) => AddScalar(time, "yyyy-MM-dd HH:mm:ss");

    public void Add(decimal? number)
    {
        if (number is { } some)
        {
            _cells.Add(new Cell(Kind.Real, BitConverter.DoubleToInt64Bits((double)some), 0));
        }
        else
        {
            AddNull();
        }
    }

    public void Add(Sum? sum)
    {
        if (sum?.Text is { } text)
        {
            Add(text);
        }
        else
        {
            Add(sum?.Amount);
        }
    }

    private void AddScalar<T>(T? value, ReadOnlySpan<char> format)
        where T : struct, IUtf8SpanFormattable
    {
        if (value is not { } some)
        {
            AddNull();
            return;
        }

        Reserve(LongestScalar);
        some.TryFormat(_text.AsSpan(_length), out var length, format, CultureInfo.InvariantCulture);
        AddText(length);
    }

    private void AddNull() => _cells.Add(default);

    private void AddText(int length)
    {
        _cells.Add(new Cell(Kind.Text, _length, length));
        _length += length;
    }

    private void Reserve(int bytes)
    {
        if (_text.Length - _length < bytes)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + bytes));
        }
    }

    private readonly record struct Cell(Kind Kind, long Value, int Length);
}
