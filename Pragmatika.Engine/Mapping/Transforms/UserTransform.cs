namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class UserTransform(MapTransform map) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        var made = map.Apply(value, row);
        if (made.Trouble is not null)
        {
            return Troubles.NotUser(value.ToString());
        }

        if (made.Value.IsNone)
        {
            return Value.None;
        }

        return Values.NumberText.TryParse(made.Value.AsText, ".", out var id) ? Value.Number(id) : Troubles.NotUser(made.Value.AsText);
    }
}
