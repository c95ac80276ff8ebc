namespace Pragmatika.Engine.Mapping.Sources;

/// <summary>A template without logic: texts and columns in turn.</summary>
internal sealed class PlainTemplateSource(IReadOnlyList<string> texts, IRowSource[] columns) : IRowSource
{
    public Made Read(SourceRow row)
    {
        var parts = new string[columns.Length * 2 + 1];
        for (var index = 0; index < columns.Length; index++)
        {
            var made = columns[index].Read(row);
            if (made.Trouble is not null)
            {
                return made;
            }

            parts[index * 2] = texts[index];
            parts[index * 2 + 1] = made.Value.ToString();
        }

        parts[^1] = texts[columns.Length];
        return Value.Text(string.Concat(parts).Trim());
    }
}
