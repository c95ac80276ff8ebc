using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Engine.Data;

/// <summary>Where the portal keeps its own data. The default is one SQLite file beside the program.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    public SqlEngine Engine { get; set; } = SqlEngine.Sqlite;

    /// <summary>
    /// ADO.NET connection string of <see cref="Engine"/>. It may hold a password and never stands in messages. Empty in the settings means a SQLite file in the folder of the installation,
    /// which only the host knows.
    /// </summary>
    [Required]
    public string ConnectionString { get; set; } = string.Empty;

    /// <summary>
    /// Folder of the keys that encrypt secrets. When empty: beside a SQLite file, as its name with <c>.keys</c>, so that a copy of the file alone tells no secret; in the database
    /// itself for the servers, which several nodes share.
    /// </summary>
    public string? KeysFolder { get; set; }
}

/// <summary>Checks that the connection string can be read by the driver of the engine it is meant for.</summary>
internal sealed class ConnectionStringValidator : IValidateOptions<DatabaseOptions>
{
    private static readonly Message NamesNo = new("строка подключения не называет {0} (Database:Engine — {1})", "the connection string names no {0} (Database:Engine is {1})");
    private static readonly Message Unreadable = new("это не строка подключения {0}", "this is no connection string of {0}");

    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        try
        {
            return options.ConnectionString.Length > 0 && Missing(options) is { } part ? Fail(NamesNo.With(part, options.Engine.ToString())) : ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException)
        {
            // The driver's message may quote a part of the string, and with it a password.
            return Fail(Unreadable.With(options.Engine.ToString()));
        }
    }

    private static ValidateOptionsResult Fail(string what) =>
        ValidateOptionsResult.Fail(SettingTexts.Of($"{DatabaseOptions.Section}:{nameof(DatabaseOptions.ConnectionString)}", what));

    private static string? Missing(DatabaseOptions options) => options.Engine switch
    {
        SqlEngine.Sqlite => MissingWhenEmpty(new Microsoft.Data.Sqlite.SqliteConnectionStringBuilder(options.ConnectionString).DataSource, "Data Source"),
        SqlEngine.PostgreSql => MissingWhenEmpty(new Npgsql.NpgsqlConnectionStringBuilder(options.ConnectionString).Host, "Host"),
        _ => MissingWhenEmpty(new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(options.ConnectionString).DataSource, "Server"),
    };

    private static string? MissingWhenEmpty(string? value, string part) => string.IsNullOrWhiteSpace(value) ? part : null;
}
