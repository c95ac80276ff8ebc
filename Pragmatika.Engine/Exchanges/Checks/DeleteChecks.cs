using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>What deletes need before they may be trusted: rows that are told apart for certain, and a fuse.</summary>
internal static class DeleteChecks
{
    private static readonly Message View = new("«{0}» — представление, строки из него не удаляют", "'{0}' is a view: rows are not deleted from it");
    private static readonly Message ViewRemedy = new("Возьмите таблицу или policy mark", "Take the table, or policy mark");
    private static readonly Message OtherKey = new("Ключ строки не совпадает с ключом таблицы ({0}): удалилось бы лишнее", "The row's key is not the table's key ({0}): too much would be deleted");
    private static readonly Message OtherKeyRemedy = new("Укажите в source.key ключ таблицы или выберите policy mark", "Name the table's key in source.key, or choose policy mark");
    private static readonly Message NoFuse = new("Удаление без вопроса требует предохранителя", "Deleting without asking needs a fuse");
    private static readonly Message NoFuseRemedy = new("Задайте limits.fuse.deletes или policy ask", "Set limits.fuse.deletes, or policy ask");

    public static void Rows(ExchangeDefinition definition, DeletePolicy policy, string path, SqlTable? table, ProblemList problems)
    {
        Fuse(definition, policy, path, problems);
        if (table is null)
        {
            return;
        }

        if (table.IsView)
        {
            problems.Add(path + ".policy", View, ViewRemedy, table.Name);
            return;
        }

        var key = table.Columns.Where(column => column.IsKey).Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (!key.SetEquals(definition.Source.Key))
        {
            problems.Add(path + ".policy", OtherKey, OtherKeyRemedy, key.Count == 0 ? "—" : string.Join(", ", key));
        }
    }

    public static void Fuse(ExchangeDefinition definition, DeletePolicy policy, string path, ProblemList problems)
    {
        if (policy == DeletePolicy.Delete && definition.Limits.Fuse?.Deletes is (null or { Count: null, Percent: null }))
        {
            problems.Add(path + ".policy", NoFuse, NoFuseRemedy);
        }
    }
}
