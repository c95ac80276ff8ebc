namespace Pragmatika.Engine.Mapping.Sources;

/// <summary>
/// The key a flow gives to a row: canonical texts of its columns joined by "|", then the key's transforms. None when any column is empty:
/// half a key would join strangers.
/// </summary>
internal sealed class KeySource(IRowSource[] columns, ITransform[] transforms) : IRowSource
{
    private const char Joint = '|';

    public Made Read(SourceRow row)
    {
        var made = columns.Length == 1 ? Single(row) : Joined(row);
        foreach (var transform in transforms)
        {
            if (made.Trouble is not null || made.Value.IsNone)
            {
                return made;
            }

            made = transform.Apply(made.Value, row);
        }

        return made.Trouble is not null || made.Value.Kind is ValueKind.Text or ValueKind.None ? made : Value.Text(made.Value.ToString());
    }

    private Made Single(SourceRow row)
    {
        var made = columns[0].Read(row);
        return made.Trouble is not null || made.Value.Kind is ValueKind.Text or ValueKind.None ? made : Value.Text(made.Value.ToString());
    }

    private Made Joined(SourceRow row)
    {
        var parts = new string[columns.Length];
        for (var index = 0; index < parts.Length; index++)
        {
            var made = columns[index].Read(row);
            if (made.Trouble is not null || made.Value.IsNone)
            {
                return made;
            }

            parts[index] = made.Value.ToString();
        }

        return Value.Text(string.Join(Joint, parts));
    }
}
