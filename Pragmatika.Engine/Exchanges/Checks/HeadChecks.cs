using System.Text.RegularExpressions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Names, source, destination.</summary>
internal static partial class HeadChecks
{
    private static readonly Message BadName = new("«{0}» не годится как имя", "'{0}' cannot be a name");
    private static readonly Message BadNameRemedy = new("Латинские буквы, цифры и дефисы, до 64 знаков, первой буква или цифра", "Latin letters, digits and dashes, at most 64, beginning with a letter or digit");
    private static readonly Message Empty = new("Не заполнено", "It is empty");
    private static readonly Message EmptyRemedy = new("Заполните «{0}»", "Fill in '{0}'");
    private static readonly Message NoTracking = new("Для отслеживания «{0}» не указана колонка", "Tracking '{0}' needs a column");
    private static readonly Message NoTrackingRemedy = new("Укажите tracking.column или выберите fullScan", "Set tracking.column or choose fullScan");
    private static readonly Message SameStatus = new("Значения статусов повторяются", "Two statuses have one value");
    private static readonly Message SameStatusRemedy = new("Задайте разные числа для new, claimed, done, error, skipped", "Give new, claimed, done, error and skipped different numbers");
    private static readonly Message BadOverlap = new("Перекрытие {0} вне допустимого", "Overlap {0} is out of range");
    private static readonly Message BadOverlapRemedy = new("Задайте от 00:00:00 до суток", "Set it between 00:00:00 and a day");

    public static void Check(ExchangeDefinition definition, SqlTable? table, ProblemList problems)
    {
        Name(definition.Name, "name", problems);
        NotEmpty(definition.Source.Connection, "source.connection", problems);
        NotEmpty(definition.Source.Table, "source.table", problems);
        Columns.CheckKey(definition.Source.Key, "source.key", table, problems);
        Tracking(definition.Source.Tracking, table, problems);
        NotEmpty(definition.Destination.Connection, "destination.connection", problems);
        NotEmpty(definition.Destination.Originator, "destination.originator", problems);
    }

    public static void Name(string name, string path, ProblemList problems)
    {
        if (!GoodName().IsMatch(name))
        {
            problems.Add(path, BadName, BadNameRemedy, name);
        }
    }

    public static void NotEmpty(string text, string path, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(path, Empty, EmptyRemedy, path);
        }
    }

    private static void Tracking(TrackingDefinition tracking, SqlTable? table, ProblemList problems)
    {
        if (tracking.Kind != TrackingKind.FullScan && string.IsNullOrWhiteSpace(tracking.Column))
        {
            problems.Add("source.tracking.column", NoTracking, NoTrackingRemedy, tracking.Kind == TrackingKind.Cursor ? "cursor" : "status");
        }
        else if (tracking.Column is { } column)
        {
            Columns.CheckExists(column, "source.tracking.column", table, problems);
        }

        int[] statuses = [tracking.NewStatus, tracking.ClaimedStatus, tracking.DoneStatus, tracking.ErrorStatus, tracking.SkippedStatus];
        if (tracking.Kind == TrackingKind.Status && statuses.Distinct().Count() < statuses.Length)
        {
            problems.Add("source.tracking", SameStatus, SameStatusRemedy);
        }

        if (tracking.Overlap < TimeSpan.Zero || tracking.Overlap > TimeSpan.FromDays(1))
        {
            problems.Add("source.tracking.overlap", BadOverlap, BadOverlapRemedy, tracking.Overlap);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9-]{0,63}$")]
    private static partial Regex GoodName();
}
