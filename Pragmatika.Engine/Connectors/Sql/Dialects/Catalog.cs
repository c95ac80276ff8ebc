using System.Data.Common;
using System.Globalization;

namespace Pragmatika.Engine.Connectors.Sql.Dialects;

/// <summary>Small reads of a database's own catalogue.</summary>
internal static class Catalog
{
    public static async Task<List<T>> ListAsync<T>(
        DbConnection connection, string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        var list = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            list.Add(read(reader));
        }

        return list;
    }

    public static async Task<object> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("The catalogue answered nothing.");
    }

    public static int? Length(object value) => value is DBNull ? null : Convert.ToInt32(value, CultureInfo.InvariantCulture);

    /// <summary>"schema.table" in two; the schema is null when the name has none. Quotes and brackets around a part are dropped.</summary>
    public static (string? Schema, string Name) Split(string table)
    {
        var dot = table.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? (null, Bare(table)) : (Bare(table[..dot]), Bare(table[(dot + 1)..]));
    }

    /// <summary>The "schema.table" of a described table, each part quoted.</summary>
    public static string QuoteTable(string table, Func<string, string> quote)
    {
        var dot = table.IndexOf('.', StringComparison.Ordinal);
        return quote(table[..dot]) + "." + quote(table[(dot + 1)..]);
    }

    private static string Bare(string part) => part.Trim().Trim('"', '[', ']', '`');
}
