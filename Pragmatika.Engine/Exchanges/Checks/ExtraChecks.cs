using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Rules that say comments or put files.</summary>
internal static class ExtraChecks
{
    private static readonly Message OneWay = new("Комментарии и файлы идут только в Битрикс24", "Comments and files go to Bitrix24 only");
    private static readonly Message OneWayRemedy = new("Задайте direction toCrm", "Set direction toCrm");
    private static readonly Message FromFlow = new("Комментарий или файл берётся из колонки, а не из потока «{0}»", "A comment or a file comes from a column, not from flow '{0}'");
    private static readonly Message FromFlowRemedy = new("Укажите source.column или source.template", "Set source.column or source.template");
    private static readonly Message NotAFile = new("Настройки file есть, а вид правила другой", "There are file settings, but the rule is of another kind");
    private static readonly Message NotAFileRemedy = new("Задайте kind file или уберите file", "Set kind file, or remove file");
    private static readonly Message Nowhere = new("Не сказано, откуда можно брать файлы", "It is not said where files may come from");
    private static readonly Message NowhereRemedy = new("Укажите file.folder, file.hosts или file.holds: content", "Set file.folder, file.hosts, or file.holds: content");
    private static readonly Message NotRooted = new("Папка «{0}» задана не полным путём", "Folder '{0}' is no absolute path");
    private static readonly Message NotRootedRemedy = new("Укажите полный путь, например /srv/1c/files", "Give the whole path, for example /srv/1c/files");
    private static readonly Message NotAHost = new("«{0}» — не имя узла", "'{0}' is no host");
    private static readonly Message NotAHostRemedy = new("Только узел и, если нужно, порт: files.example.org или 10.0.0.5:8080", "Only the host and, if need be, its port: files.example.org or 10.0.0.5:8080");
    private static readonly Message Size = new("Предел {0} МБ не подходит", "A limit of {0} MB does not do");
    private static readonly Message SizeRemedy = new("От 1 до {1}", "From 1 to {1}");
    private static readonly Message IsField = new("«{0}» — поле записи, а комментарий полем не бывает", "'{0}' is a field of the record, and a comment is none");
    private static readonly Message IsFieldRemedy = new("Дайте правилу своё имя, например note", "Give the rule a name of its own, for example note");
    private static readonly Message NoFileField = new("Поле «{0}» хранит {1}, а не файл", "Field '{0}' holds {1}, not a file");
    private static readonly Message NoFileFieldRemedy = new("Выберите поле типа «файл» или уберите kind", "Choose a field of type file, or remove kind");
    private static readonly Message NeedsKind = new("Поле «{0}» хранит файл", "Field '{0}' holds a file");
    private static readonly Message NeedsKindRemedy = new("Задайте правилу kind file", "Set kind file on the rule");

    public static void Check(Rule rule, string path, ProblemList problems)
    {
        if (rule.Kind != RuleKind.Field && rule.Direction != Direction.ToCrm)
        {
            problems.Add(path + ".direction", OneWay, OneWayRemedy);
        }

        if (rule.Kind != RuleKind.Field && rule.Source.Flow is { } flow)
        {
            problems.Add(path + ".source.flow", FromFlow, FromFlowRemedy, flow);
        }

        if (rule.Kind == RuleKind.File)
        {
            Files(rule.File ?? new FileSettings(), path + ".file", problems);
        }
        else if (rule.File is not null)
        {
            problems.Add(path + ".file", NotAFile, NotAFileRemedy);
        }
    }

    /// <summary>False when the rule's field must not be looked at as other fields are.</summary>
    public static bool IsOrdinary(Rule rule, CrmEntity entity, string path, ProblemList problems)
    {
        var field = entity.Fields.GetValueOrDefault(rule.Field);
        if (rule.Kind == RuleKind.Comment)
        {
            if (field is not null)
            {
                problems.Add(path + ".field", IsField, IsFieldRemedy, rule.Field);
            }

            return false;
        }

        if (field is not null && rule.Direction != Direction.ToSql && rule.Kind == RuleKind.File != (field.Type == "file"))
        {
            var (reason, remedy) = rule.Kind == RuleKind.File ? (NoFileField, NoFileFieldRemedy) : (NeedsKind, NeedsKindRemedy);
            problems.Add(rule.Kind == RuleKind.File ? path + ".field" : path + ".kind", reason, remedy, rule.Field, field.Type);
            return false;
        }

        return true;
    }

    private static void Files(FileSettings settings, string path, ProblemList problems)
    {
        if (settings is { Holds: FileHolds.Address, Folder: null, Hosts.Count: 0 })
        {
            problems.Add(path, Nowhere, NowhereRemedy);
        }

        if (settings.Folder is { } folder && !Path.IsPathFullyQualified(folder))
        {
            problems.Add(path + ".folder", NotRooted, NotRootedRemedy, folder);
        }

        for (var index = 0; index < settings.Hosts.Count; index++)
        {
            if (!Uri.TryCreate("http://" + settings.Hosts[index], UriKind.Absolute, out var host) || !host.Authority.Equals(settings.Hosts[index], StringComparison.OrdinalIgnoreCase))
            {
                problems.Add($"{path}.hosts[{index}]", NotAHost, NotAHostRemedy, settings.Hosts[index]);
            }
        }

        if (settings.MaxMegabytes is < 1 or > FileSettings.LongestMegabytes)
        {
            problems.Add(path + ".maxMegabytes", Size, SizeRemedy, settings.MaxMegabytes, FileSettings.LongestMegabytes);
        }
    }
}
