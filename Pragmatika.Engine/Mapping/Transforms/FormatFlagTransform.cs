using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class FormatFlagTransform(FlagText words, string yes, string no) : MemberTransform
{
    private readonly FlagTransform _reader = new(words);

    protected override Made One(Value value)
    {
        var made = _reader.Apply(value, null!);
        return made.Trouble is not null || made.Value.IsNone ? made : Value.Text(made.Value.AsFlag ? yes : no);
    }
}
