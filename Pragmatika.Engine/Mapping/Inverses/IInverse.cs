namespace Pragmatika.Engine.Mapping.Inverses;

/// <summary>A CRM value on its way back to its column. <paramref name="OptionId"/> is the id of a Choice, whose value is the label.</summary>
public readonly record struct CrmValue(Value Value, string? OptionId = null);

/// <summary>One transform run backwards. Pure; what cannot be made is a <see cref="Trouble"/>.</summary>
internal interface IInverse
{
    Made Apply(CrmValue value);
}

/// <summary>A transform that only brings values to one spelling: what the CRM holds has it, or gets it when it comes back.</summary>
internal sealed class SameValue : IInverse
{
    public Made Apply(CrmValue value) => value.Value;
}

/// <summary>Runs backwards over single values; None stays None, a list goes member by member.</summary>
internal sealed class MemberInverse(Func<Value, Made> one) : IInverse
{
    public Made Apply(CrmValue value)
    {
        if (value.Value.Kind != ValueKind.List)
        {
            return value.Value.IsNone ? value.Value : one(value.Value);
        }

        var members = new List<Value>(value.Value.AsList.Count);
        foreach (var member in value.Value.AsList)
        {
            var made = one(member);
            if (made.Trouble is not null)
            {
                return made;
            }

            members.Add(made.Value);
        }

        return Value.List(members);
    }
}
