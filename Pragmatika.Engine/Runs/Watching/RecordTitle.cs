using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Watching;

/// <summary>What people call a record: its title, or the parts of a name. Pure.</summary>
internal static class RecordTitle
{
    private static readonly string[] NameParts = ["lastName", "name", "secondName"];

    /// <summary>Empty when the mapping makes neither.</summary>
    public static string Of(IReadOnlyList<string> fields, Value[] values)
    {
        var title = Text(fields, values, "title");
        return title.Length > 0 ? title : string.Join(' ', NameParts.Select(part => Text(fields, values, part)).Where(text => text.Length > 0));
    }

    private static string Text(IReadOnlyList<string> fields, Value[] values, string field)
    {
        for (var index = 0; index < fields.Count; index++)
        {
            if (fields[index] == field)
            {
                return values[index].ToString();
            }
        }

        return string.Empty;
    }
}
