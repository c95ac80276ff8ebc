using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Verify;

/// <summary>
/// One comparison. Reads the source twice: first to learn which row says what a record should be, at last to compare those rows, page by page, with the CRM records their
/// links name; in between reads the ids of all records with our origin to find those that no link knows.
/// </summary>
/// <remarks>With <paramref name="ranges"/> both sides are first summed up range by range, and only records of ranges that tell something are compared.</remarks>
internal sealed class Verifier(RunContext context, KeyTable[] keys, IReadOnlySet<(string Flow, string Key)> waiting, Findings findings, RangeSums? ranges = null)
{
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        await ScanAsync(Note, cancellationToken);
        if (ranges is not null)
        {
            await ScanAsync(Sum, cancellationToken);
        }

        foreach (var entity in context.Targets.GroupBy(target => target.Entity.EntityTypeId))
        {
            await FindStrangersAsync([.. entity], cancellationToken);
        }

        return await ScanAsync((_, _) => { }, cancellationToken, ComparePageAsync);
    }

    /// <summary>Maps every row in reading order; <paramref name="each"/> gets it with its position, <paramref name="page"/> gets the rows of a page together.</summary>
    private async Task<long> ScanAsync(
        Action<SourceRow, int> each, CancellationToken cancellationToken, Func<IReadOnlyList<SourceRow>, int, CancellationToken, Task>? page = null)
    {
        var position = 0;
        var read = SourceReading.For(context.Definition, context.Request, context.Shape.Columns, checkpoint: null);
        await foreach (var next in context.Source.ReadAsync(read, cancellationToken))
        {
            var first = position;
            foreach (var row in next.Rows)
            {
                each(row, position++);
            }

            if (page is not null)
            {
                await page(next.Rows, first, cancellationToken);
            }
        }

        return position;
    }

    private void Note(SourceRow row, int position)
    {
        foreach (var target in context.Targets)
        {
            if (target.Mapper.Map(row) is MapResult.Mapped mapped)
            {
                keys[target.Index].Carry(KeyHash.Of(mapped.Key), position);
            }
        }
    }

    private void Sum(SourceRow row, int position)
    {
        foreach (var target in context.Targets)
        {
            if (target.Mapper.Map(row) is MapResult.Mapped mapped
                && !waiting.Contains((target.Name, mapped.Key))
                && keys[target.Index].IdOf(KeyHash.Of(mapped.Key)) is { } id
                && keys[target.Index].IsNewestOfRecord(id, position))
            {
                ranges!.AddSql(target.Index, id, mapped.Values, IdOf);
            }
        }
    }

    private async Task ComparePageAsync(IReadOnlyList<SourceRow> rows, int first, CancellationToken cancellationToken)
    {
        foreach (var target in context.Targets)
        {
            var due = new List<(string Key, long CrmId, Value[] Wanted, string? Version)>();
            for (var index = 0; index < rows.Count; index++)
            {
                Sort(target, target.Mapper.Map(rows[index]), first + index, rows[index].Version, due);
            }

            if (due.Count > 0)
            {
                await CompareAsync(target, due, cancellationToken);
            }
        }
    }

    /// <summary>Says at once what needs no look at the CRM; puts the rest into <paramref name="due"/>.</summary>
    private void Sort(FlowTarget target, MapResult result, int position, string? version, List<(string Key, long CrmId, Value[] Wanted, string? Version)> due)
    {
        if (result is MapResult.Reject)
        {
            findings.Waits(target.Index);
        }

        if (result is not MapResult.Mapped mapped)
        {
            return;
        }

        var table = keys[target.Index];
        var hash = KeyHash.Of(mapped.Key);
        if (!table.IsNewestOfKey(hash, position))
        {
            return;
        }

        if (waiting.Contains((target.Name, mapped.Key)))
        {
            findings.Waits(target.Index);
            return;
        }

        findings.Compared(target.Index);
        if (table.IdOf(hash) is not { } id)
        {
            findings.Add(target.Index, DifferenceKind.Missing, mapped.Key, null);
        }
        else if (table.IsNewestOfRecord(id, position) && ranges?.IsSettled(target.Index, id) != true)
        {
            due.Add((mapped.Key, id, mapped.Values, version));
        }
    }

    private async Task CompareAsync(FlowTarget target, List<(string Key, long CrmId, Value[] Wanted, string? Version)> due, CancellationToken cancellationToken)
    {
        var comparer = new RecordComparer(target);
        var items = await context.Portal.GetManyAsync(target.Entity, [.. due.Select(record => record.CrmId)], cancellationToken);
        var byId = items.ToDictionary(item => item.Id);
        var differing = new List<(string Key, long CrmId, Value[] Wanted, Dictionary<int, FieldDifference> Fields)>();
        var versions = due.ToDictionary(record => record.Key, record => record.Version, StringComparer.Ordinal);
        foreach (var (key, id, wanted, _) in due)
        {
            if (!byId.TryGetValue(id, out var item))
            {
                findings.Add(target.Index, DifferenceKind.Missing, key, id);
            }
            else if (comparer.Compare(wanted, item, IdOf) is { Count: > 0 } fields)
            {
                differing.Add((key, id, wanted, fields));
            }
        }

        await DropDefaultsAsync(target, differing, cancellationToken);
        foreach (var (key, id, _, fields) in differing.Where(record => record.Fields.Count > 0))
        {
            findings.Add(target.Index, DifferenceKind.Different, key, id, [.. fields.Values], new ChangeMoments(context.SourceMoments.Of(versions[key]), byId[id].UpdatedTime));
        }
    }

    /// <summary>Looks up what was agreed on only for records where the CRM has a value that the row does not.</summary>
    private async Task DropDefaultsAsync(
        FlowTarget target, List<(string Key, long CrmId, Value[] Wanted, Dictionary<int, FieldDifference> Fields)> differing, CancellationToken cancellationToken)
    {
        var doubtful = differing.Where(record => record.Fields.Keys.Any(index => record.Wanted[index].IsNone)).ToList();
        if (doubtful.Count == 0)
        {
            return;
        }

        var links = await context.Store.LinksAsync(context.Exchange, target.Name, [.. doubtful.Select(record => record.Key)], cancellationToken);
        foreach (var (key, _, wanted, fields) in doubtful)
        {
            RecordComparer.DropDefaults(fields, wanted, ValueJson.Read(links[key].Agreed, target.Mapper.Fields));
        }
    }

    private long? IdOf(RecordReference reference) => keys[context.Target(reference.Flow).Index].IdOf(KeyHash.Of(reference.Key));

    /// <summary>Every record with our origin must be the one its key is linked to.</summary>
    private async Task FindStrangersAsync(IReadOnlyList<FlowTarget> sameEntity, CancellationToken cancellationToken)
    {
        var entity = sameEntity[0].Entity;
        KeyValuePair<string, IReadOnlyList<string>> ours = entity.IsSmartProcess
            ? new("!xmlId", [string.Empty])
            : new("=originatorId", [sameEntity[0].Originator]);
        string[] select = ["id", entity.IsSmartProcess ? "xmlId" : "originId", "updatedTime"];
        await foreach (var item in context.Portal.ReadAllAsync(entity, [ours], select, cancellationToken))
        {
            Judge(sameEntity, item);
            ranges?.AddCrm(sameEntity.FirstOrDefault(target => keys[target.Index].HasRecord(item.Id))?.Index, item);
        }
    }

    private void Judge(IReadOnlyList<FlowTarget> sameEntity, CrmItem item)
    {
        var origin = item.OriginKey ?? string.Empty;
        var target = sameEntity.FirstOrDefault(one => one.OriginPrefix.Length > 0 && origin.StartsWith(one.OriginPrefix, StringComparison.Ordinal)) ?? sameEntity[0];
        var key = origin.StartsWith(target.OriginPrefix, StringComparison.Ordinal) ? origin[target.OriginPrefix.Length..] : origin;
        if (keys[target.Index].IdOf(KeyHash.Of(key)) is not { } linked)
        {
            findings.Add(target.Index, DifferenceKind.Extra, key, item.Id);
        }
        else if (linked != item.Id)
        {
            findings.Add(target.Index, DifferenceKind.Doubled, key, item.Id);
        }
    }
}
