using Pragmatika.Engine.Mapping.Sources;
using Pragmatika.Engine.Mapping.Transforms;

namespace Pragmatika.Engine.Mapping;

/// <summary>Binds what a definition says of a value to the columns of one shape. Mistakes go to the scope; a source of None stands in for what is mistaken.</summary>
internal static class SourceBinder
{
    public static IRowSource Bind(RuleSource source, IReadOnlyList<TransformSpec> transforms, MappingScope scope, string sourcePath, string transformsPath)
    {
        var start = Bind(source, scope, sourcePath);
        return transforms.Count == 0 ? start : new TransformedSource(start, Bind(transforms, scope, transformsPath));
    }

    public static ITransform[] Bind(IReadOnlyList<TransformSpec> transforms, MappingScope scope, string path) =>
        [.. transforms.Select((spec, index) => TransformCatalog.Create(spec, scope, $"{path}[{index}]")).OfType<ITransform>()];

    private static IRowSource Bind(RuleSource source, MappingScope scope, string path)
    {
        var set = (source.Column is null ? 0 : 1) + (source.Constant is null ? 0 : 1) + (source.Template is null ? 0 : 1) + (source.Flow is null ? 0 : 1);
        if (set != 1)
        {
            scope.Report(path, MappingTexts.SourceCount, MappingTexts.SourceCountRemedy, set);
            return new ConstantSource(Value.None);
        }

        return source switch
        {
            { Column: { } column } => scope.Column(column, path + ".column"),
            { Constant: { } constant } => new ConstantSource(Value.Text(constant)),
            { Template: { } template } => TemplateBinder.Bind(template, scope, path + ".template"),
            _ => Flow(source.Flow!, scope, path + ".flow"),
        };
    }

    private static IRowSource Flow(string flow, MappingScope scope, string path)
    {
        if (scope.Flows.TryGetValue(flow, out var target))
        {
            return new FlowSource(target);
        }

        if (scope.AllFlows.Contains(flow))
        {
            scope.Report(path, MappingTexts.LaterFlow, MappingTexts.LaterFlowRemedy, flow);
        }
        else
        {
            scope.Report(path, MappingTexts.UnknownFlow, MappingTexts.UnknownFlowRemedy, flow);
        }

        return new ConstantSource(Value.None);
    }
}
