using Pragmatika.Engine.Mapping.Sources;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class PhoneTransform(string? city, IRowSource? cityColumn) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        if (value.IsNone)
        {
            return Value.None;
        }

        var hint = cityColumn?.Read(row).Value is { IsNone: false } code ? code.ToString() : city;
        return value.Kind == ValueKind.List ? ContactTexts.Phones(value.AsList.SelectMany(member => Privacy.PhoneNumbers.Split(member.ToString())), hint)
            : ContactTexts.Phones(Privacy.PhoneNumbers.Split(value.ToString()), hint);
    }
}
