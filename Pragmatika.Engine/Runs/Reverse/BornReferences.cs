using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// Gives rows of records that were born in the CRM what they refer to: the row of a deal gets the key of its contact, and everything the contact's flow reads beside it, so that the row says
/// of the contact what its other rows say. What is referred to may be born in the same moment: then it gets its row, too.
/// </summary>
internal sealed class BornReferences(RunContext context, IReadOnlyList<ReverseFlow> flows, CarrierFinder carriers)
{
    private readonly ReferencedColumns _columns = new(context.Definition);

    /// <summary>
    /// Fills the references of all born <paramref name="records"/>, earlier flows first, and returns records that joined them. <paramref name="plan"/> looks at records of a flow as if
    /// they had been heard. A record that no row carries is not referred to: there would be nothing to say of it.
    /// </summary>
    public async Task<IReadOnlyList<ReverseRecord>> FillAsync(
        IReadOnlyList<ReverseRecord> records, Func<ReverseFlow, IReadOnlyCollection<long>, Task<IReadOnlyList<ReverseRecord>>> plan, CancellationToken cancellationToken)
    {
        var born = records.Where(record => record is { NewCells: not null, Item: not null, Problems.Count: 0 }).ToList();
        var joined = new List<ReverseRecord>();
        foreach (var target in context.Targets)
        {
            var wanted = born.SelectMany(record => Wanted(record, target)).ToList();
            if (wanted.Count == 0)
            {
                continue;
            }

            var links = await LinksAsync(target, [.. wanted.Select(reference => reference.CrmId).Distinct()], cancellationToken);
            var more = await JoinAsync(target, wanted, links, born, plan);
            joined.AddRange(more);
            joined.AddRange(await FillAsync(more, plan, cancellationToken)); // what they refer to stands in earlier flows
            born.AddRange(more.Where(record => record is { NewCells: not null, Problems.Count: 0 }));
            await FillAsync(target, wanted, links, born, cancellationToken);
        }

        return joined;
    }

    private static IEnumerable<Reference> Wanted(ReverseRecord record, FlowTarget target)
    {
        var rules = record.Flow.Target.Mapper.Rules;
        for (var index = 0; index < rules.Count; index++)
        {
            if (rules[index].Source.Flow == target.Name && rules[index].Direction != Direction.ToSql && IdOf(record.Item!.Values.GetValueOrDefault(rules[index].Field)) is { } id)
            {
                yield return new Reference(record, index, id);
            }
        }
    }

    private static long? IdOf(Value value) => value.Kind switch
    {
        ValueKind.Number when value.AsNumber > 0 => (long)value.AsNumber,
        ValueKind.List => value.AsList.Select(IdOf).FirstOrDefault(id => id is not null),
        _ => null,
    };

    /// <summary>CRM id → the link that names it. Flows that keep no ids are asked by the origin keys on their records.</summary>
    private async Task<Dictionary<long, Link>> LinksAsync(FlowTarget target, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var position = MatchText.CrmIdPosition(context.Definition.Flows[target.Index].Match.Count);
        var texts = ids.Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        var found = await context.Store.LinksByMatchAsync(context.Exchange, target.Name, position, texts, cancellationToken);
        var known = found.Values.SelectMany(links => links).DistinctBy(link => link.CrmId).ToDictionary(link => link.CrmId);
        var open = ids.Where(id => !known.ContainsKey(id)).ToList();
        if (open.Count > 0 && !target.HearsCrm && position == 0)
        {
            await ByOriginAsync(target, open, known, cancellationToken);
        }

        return known;
    }

    private async Task ByOriginAsync(FlowTarget target, IReadOnlyList<long> ids, Dictionary<long, Link> known, CancellationToken cancellationToken)
    {
        var items = (await context.Portal.GetManyAsync(target.Entity, ids, cancellationToken)).Where(item => IsOf(target, item)).ToList();
        var links = await context.Store.LinksAsync(context.Exchange, target.Name, [.. items.Select(item => item.OriginKey![target.OriginPrefix.Length..])], cancellationToken);
        foreach (var link in links.Values.Where(link => ids.Contains(link.CrmId)))
        {
            known[link.CrmId] = link;
        }
    }

    private static bool IsOf(FlowTarget target, CrmItem item) =>
        item.OriginKey is { Length: > 0 } key && key.StartsWith(target.OriginPrefix, StringComparison.Ordinal)
        && (target.Entity.IsSmartProcess || item.Values.GetValueOrDefault("originatorId") == Value.Text(target.Originator));

    /// <summary>What is referred to and was not heard yet, has no link, or whose row a run that died may not have made: it is looked at now, lest the row be made without it.</summary>
    private async Task<IReadOnlyList<ReverseRecord>> JoinAsync(
        FlowTarget target, IReadOnlyList<Reference> wanted, Dictionary<long, Link> links, List<ReverseRecord> born, Func<ReverseFlow, IReadOnlyCollection<long>, Task<IReadOnlyList<ReverseRecord>>> plan)
    {
        var known = born.Where(record => record.Flow.Target == target).Select(record => record.Link.CrmId).ToHashSet();
        var missing = wanted.Select(reference => reference.CrmId).Where(id => links.GetValueOrDefault(id) is null or { SourceVersion: BornRecords.Intent } && !known.Contains(id)).Distinct().ToList();
        return missing.Count > 0 && flows.FirstOrDefault(flow => flow.Target == target) is { Definition.Born: not null } flow ? await plan(flow, missing) : [];
    }

    private async Task FillAsync(FlowTarget target, List<Reference> wanted, Dictionary<long, Link> links, List<ReverseRecord> born, CancellationToken cancellationToken)
    {
        var births = born.Where(record => record.Flow.Target == target).DistinctBy(record => record.Link.CrmId).ToDictionary(record => record.Link.CrmId);
        var flow = new ReverseFlow(target, context.Definition.Flows[target.Index], [], Mark: null);
        var rows = await carriers.FindAsync(flow, [.. wanted.Where(reference => !births.ContainsKey(reference.CrmId)).Select(reference => links.GetValueOrDefault(reference.CrmId)?.Key).OfType<string>().Distinct()], cancellationToken);
        var columns = _columns.Of(target.Name);
        foreach (var reference in wanted)
        {
            if (births.TryGetValue(reference.CrmId, out var birth))
            {
                Copy(reference, birth.Link.Key, target, columns, BornWriter.Row(birth));
            }
            else if (links.TryGetValue(reference.CrmId, out var link) && rows.GetValueOrDefault(link.Key) is [.., { } newest])
            {
                Copy(reference, link.Key, target, columns, columns.ToDictionary(column => column, column => newest.Row[column], StringComparer.OrdinalIgnoreCase));
            }
        }
    }

    /// <summary>What the row has of its own stays.</summary>
    private void Copy(Reference reference, string key, FlowTarget target, IReadOnlyList<string> columns, IReadOnlyDictionary<string, object?> from)
    {
        var record = reference.Record;
        var cells = new Dictionary<string, object?>(record.NewCells!, StringComparer.OrdinalIgnoreCase);
        var own = record.Flow.Rules.Select(rule => rule.Column.Name).Concat(context.Definition.Source.Key).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var column in columns.Where(column => !own.Contains(column) && !cells.ContainsKey(column) && from.GetValueOrDefault(column) is not (null or DBNull)))
        {
            cells[column] = from[column];
        }

        record.NewCells = cells;
        if (Map(record) is MapResult.Mapped mapped && mapped.Values[reference.Rule] == Value.Reference(target.Name, key))
        {
            record.Agreed[reference.Rule] = mapped.Values[reference.Rule]; // the CRM has it already
        }
    }

    private MapResult Map(ReverseRecord record)
    {
        var values = new object?[context.Shape.Columns.Count];
        foreach (var (name, cell) in BornWriter.Row(record))
        {
            if (context.Shape.OrdinalOf(name) is >= 0 and var ordinal)
            {
                values[ordinal] = cell;
            }
        }

        return record.Flow.Target.Mapper.Map(record.Carriers[^1].Row with { Values = values });
    }

    /// <summary>A rule of a born record that refers to another flow's record.</summary>
    private readonly record struct Reference(ReverseRecord Record, int Rule, long CrmId);
}
