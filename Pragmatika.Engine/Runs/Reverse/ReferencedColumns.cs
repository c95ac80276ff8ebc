using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>The columns by which a row says of a flow's record what it says: those the flow reads, and those of the flows it refers to. Pure.</summary>
internal sealed class ReferencedColumns(ExchangeDefinition definition)
{
    private readonly Dictionary<string, IReadOnlyList<string>> _known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Of(string flow)
    {
        if (!_known.TryGetValue(flow, out var columns))
        {
            var needed = new HashSet<string>(StringComparer.Ordinal);
            Need(flow, needed);
            var scope = new MappingScope(definition.Formats, definition.Dictionaries, shape: null);
            FlowCompiler.CompileAll(definition with { Flows = [.. definition.Flows.Where(one => needed.Contains(one.Name))] }, scope);
            _known[flow] = columns = scope.Columns;
        }

        return columns;
    }

    private void Need(string flow, HashSet<string> needed)
    {
        if (needed.Add(flow))
        {
            foreach (var source in definition.Flows.First(one => one.Name == flow).Rules.Select(rule => rule.Source.Flow).OfType<string>())
            {
                Need(source, needed);
            }
        }
    }
}
