using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Vanished;

/// <summary>
/// The keys that the rows of the source carry now, per flow, whether the flow's condition wants the row or not. <see cref="IsKnown"/> is false for a flow of which some row's key cannot be
/// made: nobody can say which record that row carries.
/// </summary>
internal sealed class CarriedKeys
{
    private readonly HashSet<KeyHash>[] _keys;
    private readonly bool[] _isKnown;

    private CarriedKeys(int flows)
    {
        _keys = [.. Enumerable.Range(0, flows).Select(_ => new HashSet<KeyHash>())];
        _isKnown = [.. Enumerable.Repeat(true, flows)];
    }

    public static async Task<CarriedKeys> ReadAsync(RunContext context, IReadOnlyList<int> flows, CancellationToken cancellationToken)
    {
        var mappers = Mappers(context);
        var carried = new CarriedKeys(mappers.Count);
        var read = SourceReading.For(context.Definition, context.Request with { Mode = RunMode.Full }, context.Shape.Columns, checkpoint: null);
        await foreach (var page in context.Source.ReadAsync(read, cancellationToken))
        {
            foreach (var row in page.Rows)
            {
                foreach (var flow in flows)
                {
                    carried.Note(flow, mappers[flow].Map(row));
                }
            }
        }

        return carried;
    }

    /// <summary>Mappers of the run's flows without their conditions: a row that is not wanted is still there.</summary>
    public static IReadOnlyList<IFlowMapper> Mappers(RunContext context)
    {
        var definition = context.Definition with { Flows = [.. context.Definition.Flows.Select(flow => flow with { Condition = null })] };
        return FlowCompiler.CompileAll(definition, new MappingScope(definition.Formats, definition.Dictionaries, context.Shape));
    }

    public bool Has(int flow, string key) => _keys[flow].Contains(KeyHash.Of(key));

    public bool IsKnown(int flow) => _isKnown[flow];

    private void Note(int flow, MapResult mapped)
    {
        switch (mapped)
        {
            case MapResult.Mapped record:
                _keys[flow].Add(KeyHash.Of(record.Key));
                break;
            case MapResult.Reject { Key: { } key }:
                _keys[flow].Add(KeyHash.Of(key));
                break;
            case MapResult.Reject:
                _isKnown[flow] = false;
                break;
        }
    }
}
