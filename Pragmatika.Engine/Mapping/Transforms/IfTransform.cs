namespace Pragmatika.Engine.Mapping.Transforms;

internal sealed class IfTransform(RowTest condition, Sources.IRowSource? then, Sources.IRowSource? otherwise) : ITransform
{
    public Made Apply(Value value, SourceRow row)
    {
        var branch = condition(row) ? then : otherwise;
        return branch is null ? value : branch.Read(row);
    }
}
