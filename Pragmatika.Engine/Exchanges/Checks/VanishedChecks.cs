using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What happens to CRM records whose rows went.</summary>
internal static class VanishedChecks
{
    private static readonly Message NotSeen = new("Исчезнувшие строки видны только полному просмотру таблицы", "Only a full scan sees rows that went");
    private static readonly Message NotSeenRemedy = new("Задайте source.tracking.kind fullScan или уберите vanished", "Set source.tracking.kind fullScan, or remove vanished");
    private static readonly Message NoField = new("Для отметки исчезнувших не указано поле", "The mark of vanished records needs a field");
    private static readonly Message NoFieldRemedy = new("Укажите vanished.field или другую policy", "Set vanished.field, or another policy");
    private static readonly Message Unknown = new("У «{1}» нет поля «{0}» для записи", "'{1}' has no field '{0}' to write");
    private static readonly Message UnknownRemedy = new("Проверьте имя поля", "Check the field's name");
    private static readonly Message Mapped = new("Поле «{0}» заполняет правило потока", "A rule of the flow fills '{0}'");

    public static void Check(ExchangeDefinition definition, int index, CrmEntity? entity, ProblemList problems)
    {
        if (definition.Flows[index] is not { Vanished: { Policy: not DeletePolicy.Ignore } vanished } flow)
        {
            return;
        }

        var path = $"flows[{index}].vanished";
        if (definition.Source.Tracking.Kind != TrackingKind.FullScan)
        {
            problems.Add(path, NotSeen, NotSeenRemedy);
        }

        DeleteChecks.Fuse(definition, vanished.Policy, path, problems);
        if (vanished.Policy != DeletePolicy.Mark)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(vanished.Field))
        {
            problems.Add(path + ".field", NoField, NoFieldRemedy);
        }
        else if (flow.Rules.Any(rule => rule.Field == vanished.Field))
        {
            problems.Add(path + ".field", Mapped, UnknownRemedy, vanished.Field);
        }
        else if (entity is not null && !(entity.Fields.TryGetValue(vanished.Field, out var field) && !field.IsReadOnly))
        {
            problems.Add(path + ".field", Unknown, UnknownRemedy, vanished.Field, entity.Title);
        }
    }
}
