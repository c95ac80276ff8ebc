using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>Finds the rows that carry records, by the records' keys.</summary>
internal sealed class CarrierFinder(RunContext context)
{
    /// <summary>Key → its rows, the newest by cursor last. A key that is made by transforms cannot be searched for: then all rows are read once.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<Carrier>>> FindAsync(ReverseFlow flow, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, List<Carrier>>(StringComparer.Ordinal);
        if (wanted.Count > 0)
        {
            await foreach (var page in context.Source.ReadAsync(Read(flow, wanted), cancellationToken))
            {
                foreach (var row in page.Rows)
                {
                    Put(flow, row, wanted, found);
                }
            }
        }

        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Carrier>)[.. pair.Value.OrderBy(carrier => carrier.Version, StringComparer.Ordinal)], StringComparer.Ordinal);
    }

    // Not in the order of the cursor: that would stop at what is safe to read, and a row must not be missed for being new.
    private SqlRead Read(ReverseFlow flow, HashSet<string> keys) => new()
    {
        Table = context.Definition.Source.Table,
        Key = context.Definition.Source.Key,
        Columns = Columns(flow),
        OnlyKeys = flow.Definition.KeyTransforms.Count == 0 ? [.. keys] : null,
        OnlyKeysOf = flow.Definition.Key,
    };

    /// <summary>What mapping reads, in its order, and the mark of deleted records behind it.</summary>
    private IReadOnlyList<string> Columns(ReverseFlow flow) =>
        flow.Mark is { } mark && !context.Shape.Columns.Contains(mark.Name, StringComparer.OrdinalIgnoreCase) ? [.. context.Shape.Columns, mark.Name] : context.Shape.Columns;

    private void Put(ReverseFlow flow, SourceRow row, HashSet<string> wanted, Dictionary<string, List<Carrier>> found)
    {
        var mapped = flow.Target.Mapper.Map(row);
        var key = mapped switch
        {
            MapResult.Mapped record => record.Key,
            MapResult.Reject reject => reject.Key,
            _ => null,
        };
        if (key is null || !wanted.Contains(key))
        {
            return;
        }

        if (!found.TryGetValue(key, out var rows))
        {
            found[key] = rows = [];
        }

        var version = context.Definition.Source.Tracking is { Kind: TrackingKind.Cursor, Column: { } cursor } && row[cursor] is { } value ? VersionText.Of(value) : null;
        rows.Add(new Carrier(row, mapped as MapResult.Mapped, version));
    }
}
