using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Portal.Logging;

/// <summary>Where the technical log goes besides console and file.</summary>
public sealed class TechnicalLogOptions
{
    public const string Section = "TechnicalLog";

    /// <summary>Also to a table of the portal's own database. Only where that is a SQL Server.</summary>
    public bool ToSqlServer { get; set; }

    /// <summary>Made when it is missing and the user may.</summary>
    [Required]
    [PlainName]
    public string Table { get; set; } = "technical_log";

    /// <summary>Lines that may wait for the database; newer ones are dropped.</summary>
    [Range(100, 1_000_000)]
    public int Waiting { get; set; } = 10_000;
}

/// <summary>A table on another engine would be a setting that does nothing.</summary>
internal sealed class TechnicalLogEngineValidator(IOptions<DatabaseOptions> database) : IValidateOptions<TechnicalLogOptions>
{
    private static readonly Message OtherEngine = new("журнал в таблице бывает только в SQL Server, а Database:Engine — {0}", "a log in a table needs Database:Engine SqlServer; it is {0}");

    public ValidateOptionsResult Validate(string? name, TechnicalLogOptions options) =>
        options.ToSqlServer && database.Value.Engine != SqlEngine.SqlServer
            ? ValidateOptionsResult.Fail(SettingTexts.Of($"{TechnicalLogOptions.Section}:{nameof(TechnicalLogOptions.ToSqlServer)}", OtherEngine.With(database.Value.Engine.ToString())))
            : ValidateOptionsResult.Success;
}
