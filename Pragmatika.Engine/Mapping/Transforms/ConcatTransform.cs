namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class ConcatTransform(Sources.IRowSource[] columns, string separator) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        var parts = new List<string>(columns.Length + 1);
        if (!value.IsNone)
        {
            parts.Add(value.ToString());
        }

        foreach (var column in columns)
        {
            var made = column.Read(row);
            if (made.Trouble is not null)
            {
                return made;
            }

            if (!made.Value.IsNone)
            {
                parts.Add(made.Value.ToString());
            }
        }

        return Value.Text(string.Join(separator, parts));
    }
}
