using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>
/// Reads cells straight from the driver's statement: one call for the type, one for the value, where the driver's own getters check everything twice.
/// Columns whose values repeat (names, states, codes) share their strings.
/// </summary>
internal sealed class SqliteRowFiller(int columns) : IRowFiller
{
    private readonly TextCache[] _texts = [.. Enumerable.Range(0, columns).Select(_ => new TextCache())];

    public void Fill(DbDataReader reader, object?[] values)
    {
        var statement = ((SqliteDataReader)reader).Handle!;
        for (var ordinal = 0; ordinal < _texts.Length; ordinal++)
        {
            values[ordinal] = raw.sqlite3_column_type(statement, ordinal) switch
            {
                raw.SQLITE_NULL => null,
                raw.SQLITE_INTEGER => Boxes.Of(raw.sqlite3_column_int64(statement, ordinal)),
                raw.SQLITE_FLOAT => raw.sqlite3_column_double(statement, ordinal),
                raw.SQLITE_TEXT => Text(statement, ordinal),
                _ => raw.sqlite3_column_blob(statement, ordinal).ToArray(),
            };
        }
    }

    // Asking for the text first makes SQLite hand out UTF-8 whatever the database is encoded in; the bytes live until the next step.
    private string Text(sqlite3_stmt statement, int ordinal)
    {
        var text = raw.sqlite3_column_text(statement, ordinal);
        var length = raw.sqlite3_column_bytes(statement, ordinal);
        return length == 0 ? "" : _texts[ordinal].Read(MemoryMarshal.CreateReadOnlySpan(in text.GetPinnableReference(), length));
    }
}
