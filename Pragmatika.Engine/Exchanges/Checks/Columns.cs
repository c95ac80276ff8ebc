using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Checks;

/// <summary>Columns that a definition names outside its mapping.</summary>
internal static class Columns
{
    private static readonly Message NoKey = new("Ключ пуст", "The key is empty");
    private static readonly Message NoKeyRemedy = new("Назовите колонки, которые однозначно определяют запись", "Name the columns that identify a record");

    /// <summary>A key needs a column, and each must exist. Key columns of a flow are bound (and so checked) by its compilation: pass a null table there.</summary>
    public static void CheckKey(IReadOnlyList<string> key, string path, SqlTable? table, ProblemList problems)
    {
        if (key.Count == 0 || key.All(string.IsNullOrWhiteSpace))
        {
            problems.Add(path, NoKey, NoKeyRemedy);
            return;
        }

        for (var index = 0; index < key.Count; index++)
        {
            CheckExists(key[index], $"{path}[{index}]", table, problems);
        }
    }

    public static void CheckExists(string column, string path, SqlTable? table, ProblemList problems)
    {
        if (table is not null && !table.Columns.Any(known => known.Name.Equals(column, StringComparison.OrdinalIgnoreCase)))
        {
            var names = table.Columns.Select(known => known.Name).ToList();
            problems.Add(path, MappingTexts.UnknownColumn, MappingTexts.UnknownColumnRemedy, column, Nearest.To(column, names) ?? string.Join(", ", names.Take(5)));
        }
    }
}
