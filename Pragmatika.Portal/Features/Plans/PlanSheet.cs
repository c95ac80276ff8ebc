using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;

namespace Pragmatika.Portal.Features.Plans;

/// <summary>The result of a dry run as a file, one line for each field; a change without fields is one line, too. Phones and e-mails are masked. The command line writes the same.</summary>
public static class PlanSheet
{
    public static string NameOf(RunRecord run) => FormattableString.Invariant($"{run.Exchange}-{run.StartedAt:yyyyMMdd-HHmm}-dry-run");

    /// <summary>Without <paramref name="titles"/> flows and fields have the names of the definition.</summary>
    public static ExportSheet Of(string name, IAsyncEnumerable<PlannedChange> changes, string exchange = "", Titles? titles = null) => new ExportTable<(PlannedChange Change, FieldChange Field)>()
        .Number(new Message("№", "No.").ToString(), line => line.Change.Number)
        .Text(new Message("Поток", "Flow").ToString(), line => titles is null ? line.Change.Flow : titles.Flow(exchange, line.Change.Flow), 16)
        .Text(new Message("Ключ", "Key").ToString(), line => line.Change.Key)
        .Number(new Message("Номер в CRM", "CRM id").ToString(), line => line.Change.CrmId)
        .Text(new Message("Действие", "Action").ToString(), line => Action(line.Change.Kind).ToString(), 14)
        .Text(new Message("Запись", "Record").ToString(), line => PersonalText.Mask(line.Change.Title))
        .Text(new Message("Поле", "Field").ToString(), line => line.Field.Title ?? line.Field.Field)
        .Text(new Message("Было", "Before").ToString(), line => line.Field.Before)
        .Text(new Message("Станет", "After").ToString(), line => line.Field.After)
        .Text(new Message("Почему", "Why").ToString(), line => PersonalText.Mask(line.Change.Why), 50)
        .Sheet(name, changes.SelectMany(change => (titles?.Changes(exchange, change.Flow, change.Changes) ?? FieldChange.Masked(change.Changes)).DefaultIfEmpty(new FieldChange(string.Empty, null, null)).Select(field => (change, field))));

    private static Message Action(PlannedKind kind) => kind switch
    {
        PlannedKind.Create => new("создать", "create"),
        PlannedKind.Update => new("изменить", "update"),
        PlannedKind.Link => new("связать", "link"),
        PlannedKind.Question => new("спросить", "ask"),
        PlannedKind.Delete => new("удалить", "delete"),
        PlannedKind.Vanished => new("исчезла из таблицы", "gone from the table"),
        _ => new("не отправлять", "do not send"),
    };
}
