using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Engine.Data;

/// <summary>Where the portal keeps its own data. The default is one SQLite file beside the program.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public SqlEngine Engine { get; set; } = SqlEngine.Sqlite;

    /// <summary>ADO.NET connection string of <see cref="Engine"/>. It may hold a password and never stands in messages.</summary>
    [Required(ErrorMessage = "Database:ConnectionString is empty. Set the connection string of the portal's own database, for example 'Data Source=pragmatika.db'.")]
    public string ConnectionString { get; set; } = "Data Source=pragmatika.db";

    /// <summary>
    /// Folder of the keys that encrypt secrets. When empty: beside a SQLite file, as its name with <c>.keys</c>, so that a copy of the file alone tells no secret; in the database
    /// itself for the servers, which several nodes share.
    /// </summary>
    public string? KeysFolder { get; set; }
}

[OptionsValidator]
internal sealed partial class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>;

/// <summary>Checks that the connection string can be read by the driver of the engine it is meant for.</summary>
internal sealed class ConnectionStringValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        try
        {
            return Missing(options) is { } part
                ? ValidateOptionsResult.Fail($"Database:ConnectionString names no {part} (Database:Engine is {options.Engine}).")
                : ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's message may quote a part of the string, and with it a password.
            return ValidateOptionsResult.Fail($"Database:ConnectionString cannot be read as a connection string of {options.Engine}.");
        }
    }

    private static string? Missing(DatabaseOptions options) => options.Engine switch
    {
        SqlEngine.Sqlite => MissingWhenEmpty(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.ConnectionString).DataSource, "Data Source"),
        SqlEngine.PostgreSql => MissingWhenEmpty(new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString).Host, "Host"),
        _ => MissingWhenEmpty(new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(options.ConnectionString).DataSource, "Server"),
    };

    private static string? MissingWhenEmpty(string? value, string part) => string.IsNullOrWhiteSpace(value) ? part : null;
}
