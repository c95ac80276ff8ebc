using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class NameJoinTransform(IRowSource[] columns, bool initials) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        var words = new List<string>(columns.Length);
        for (var index = 0; index < columns.Length; index++)
        {
            var made = columns[index].Read(row);
            if (made.Trouble is not null)
            {
                return made;
            }

            var word = TextKinds.Collapse(made.Value.ToString());
            if (word.Length > 0)
            {
                words.Add(initials && index > 0 ? word[0] + "." : word);
            }
        }

        return Value.Text(string.Join(' ', words));
    }
}
