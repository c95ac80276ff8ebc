using Npgsql;
using NpgsqlTypes;

namespace Pragmatika.Engine.Demo.Generation;

/// <summary>Writes cells into a binary COPY.</summary>
internal sealed class PostgreSqlCellSink(NpgsqlBinaryImporter copy) : ICellSink
{
    public void Add(string? text)
    {
        if (text is null)
        {
            copy.WriteNull();
        }
        else
        {
            copy.Write(text, NpgsqlDbType.Text);
        }
    }

    public void Add(long number) => copy.Write(number, NpgsqlDbType.Bigint);

    public void Add(int? number) => Write(number, NpgsqlDbType.Integer);

    public void Add(bool flag) => copy.Write(flag, NpgsqlDbType.Boolean);

    public void Add(Guid? guid) => Write(guid, NpgsqlDbType.Uuid);

    public void Add(DateTime? time) => Write(time, NpgsqlDbType.Timestamp);

    public void Add(decimal? number) => Write(number, NpgsqlDbType.Numeric);

    public void Add(Sum? sum) => Add(sum?.Printed);

    private void Write<T>(T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } some)
        {
            copy.Write(some, type);
        }
        else
        {
            copy.WriteNull();
        }
    }
}
