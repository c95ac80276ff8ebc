using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Connectors.Sql.Dialects;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Engine.Runs.Reverse;

/// <summary>
/// Records that were born in the CRM: makes the row each would have, so that it is compared as any other. The key is derived from the record, so whoever repeats the work after a crash
/// makes the same one.
/// </summary>
internal sealed class BornRecords(RunContext context)
{
    /// <summary>Stands in a link whose row may not be in the table yet: after a crash the row is made, while the row of a link without it was deleted by somebody.</summary>
    public const string Intent = "+";

    private readonly ValueReader _reader = new(context.Definition.Formats);
    private readonly HashSet<(int EntityTypeId, long CrmId)> _taken = [];
    private readonly TableColumns _columns = new(SqlDialects.Of(context.Source.Engine), context.Table);

    /// <summary>Entries for records that no link names and the definition wants; those that carry a key of ours wait for the way forward to link them.</summary>
    public IEnumerable<ReverseRecord> Of(ReverseFlow flow, IEnumerable<CrmItem> unlinked) => flow.Definition.Born is not { } born
        ? []
        : unlinked
            .Where(item => !IsOurs(flow, item) && born.Only.All(only => Has(flow, item, only.Key, only.Value)) && _taken.Add((flow.Target.Entity.EntityTypeId, item.Id)))
            .Select(item => Make(flow, item));

    /// <summary>Gives a record whose row was meant to be made, but is not there, its row again.</summary>
    public void Resume(ReverseRecord record)
    {
        if (record is { Carriers.Count: 0, Item: not null, Link.SourceVersion: Intent, Flow.Definition.Born: not null })
        {
            Fill(record, KeyOf(record.Flow, record.Item));
        }
    }

    private ReverseRecord Make(ReverseFlow flow, CrmItem item)
    {
        var guid = KeyOf(flow, item);
        var row = Row(flow, guid, out var cells);
        var mapped = row is null ? null : flow.Target.Mapper.Map(row) as MapResult.Mapped;
        var link = new Link
        {
            Flow = flow.Target.Name,
            Key = mapped?.Key ?? guid.ToString(),
            EntityTypeId = flow.Target.Entity.EntityTypeId,
            CrmId = item.Id,
            Agreed = ValueJson.Write(flow.Target.Mapper.Fields, new Value[flow.Target.Mapper.Fields.Count]),
            SourceVersion = Intent,
            MatchValues = [.. new string[MatchText.CrmIdPosition(flow.Definition.Match.Count)].Select(_ => string.Empty), item.Id.ToString(CultureInfo.InvariantCulture)],
        };
        var record = new ReverseRecord(flow, link, item, isGone: false) { IsNew = true };
        Take(record, row, mapped, cells);
        return record;
    }

    private void Fill(ReverseRecord record, Guid guid)
    {
        var row = Row(record.Flow, guid, out var cells);
        Take(record, row, row is null ? null : record.Flow.Target.Mapper.Map(row) as MapResult.Mapped, cells);
    }

    private static void Take(ReverseRecord record, SourceRow? row, MapResult.Mapped? mapped, Dictionary<string, object?> cells)
    {
        if (row is null || mapped is null)
        {
            record.Problems.Add(new FieldProblem("born", record.Flow.Definition.Key[0], ReverseTexts.NotTaken.With(), ReverseTexts.NotTakenRemedy.With()));
            return;
        }

        record.NewCells = cells;
        record.Carriers = [new Carrier(row, mapped, Version: null)];
    }

    /// <summary>The row before any value of the record: its key and the defaults; null when a column takes one of them not.</summary>
    private SourceRow? Row(ReverseFlow flow, Guid guid, out Dictionary<string, object?> cells)
    {
        cells = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        var style = ReverseTexts.Plain with { Guids = context.Definition.Formats.GuidBytes };
        foreach (var (name, text) in flow.Definition.Born!.Defaults.Append(new(flow.Definition.Key[0], guid.ToString())))
        {
            if (!ColumnCell.TryMake(Value.Text(text), _columns.Find(name), style, _reader, out var cell, out _))
            {
                return null;
            }

            cells[name] = cell;
        }

        var values = new object?[context.Shape.Columns.Count];
        foreach (var (name, cell) in cells)
        {
            if (context.Shape.OrdinalOf(name) is >= 0 and var ordinal)
            {
                values[ordinal] = cell;
            }
        }

        return new SourceRow(guid.ToString(), null, values, context.Shape);
    }

    private Guid KeyOf(ReverseFlow flow, CrmItem item)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{context.Exchange}\n{flow.Target.Name}\n{flow.Target.Entity.EntityTypeId}\n{item.Id}");
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80); // version 8 of RFC 9562: made by our own rule
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    private static bool Has(ReverseFlow flow, CrmItem item, string field, string text)
    {
        var meaning = new FieldMeaning(flow.Target.Entity, field, item);
        return meaning.Same(meaning.Read(Value.None), Value.Text(text));
    }

    /// <summary>Also a record of another flow over the same kind.</summary>
    private bool IsOurs(ReverseFlow flow, CrmItem item) => context.Targets.Any(target => target.Entity.EntityTypeId == flow.Target.Entity.EntityTypeId && target.Owns(item));
}
