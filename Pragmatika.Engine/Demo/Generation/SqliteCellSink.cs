using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Binds cells to the parameters of a prepared statement, one after another.</summary>
internal sealed class SqliteCellSink(sqlite3_stmt statement) : ICellSink
{
    private readonly byte[] _text = new byte[4096];
    private int _place;

    public void Restart() => _place = 0;

    public void Add(string? text)
    {
        if (text is null)
        {
            raw.sqlite3_bind_null(statement, ++_place);
        }
        else
        {
            Bind(Encoding.UTF8.GetBytes(text, _text));
        }
    }

    public void Add(long number) => raw.sqlite3_bind_int64(statement, ++_place, number);

    public void Add(int? number)
    {
        if (number is { } some)
        {
            raw.sqlite3_bind_int64(statement, ++_place, some);
        }
        else
        {
            raw.sqlite3_bind_null(statement, ++_place);
        }
    }

    public void Add(bool flag) => raw.sqlite3_bind_int64(statement, ++_place, flag ? 1 : 0);

    public void Add(Guid? guid)
    {
        if (guid is { } some && some.TryFormat(_text, out var length))
        {
            Bind(length);
        }
        else
        {
            raw.sqlite3_bind_null(statement, ++_place);
        }
    }

    public void Add(DateTime? time)
    {
        if (time is { } some && some.TryFormat(_text, out var length, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture))
        {
            Bind(length);
        }
        else
        {
            raw.sqlite3_bind_null(statement, ++_place);
        }
    }

    public void Add(decimal? number)
    {
        if (number is { } some)
        {
            raw.sqlite3_bind_double(statement, ++_place, (double)some);
        }
        else
        {
            raw.sqlite3_bind_null(statement, ++_place);
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

    private void Bind(int length) => raw.sqlite3_bind_text(statement, ++_place, _text.AsSpan(0, length));
}
