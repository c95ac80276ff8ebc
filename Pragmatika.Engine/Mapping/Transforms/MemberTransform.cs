namespace Pragmatika.Engine.Mapping.Transforms;

/// <summary>A transform of single values: None stays None, a list is transformed member by member and its first trouble counts.</summary>
internal abstract class MemberTransform : ITransform
{
    public Made Apply(Value value, SourceRow row) => value.Kind switch
    {
        ValueKind.None => Value.None,
        ValueKind.List => Each(value),
        _ => One(value),
    };

    protected abstract Made One(Value value);

    private Made Each(Value list)
    {
        var members = new Value[list.AsList.Count];
        for (var index = 0; index < members.Length; index++)
        {
            var made = One(list.AsList[index]);
            if (made.Trouble is not null)
            {
                return made;
            }

            members[index] = made.Value;
        }

        return Value.List(members);
    }
}
