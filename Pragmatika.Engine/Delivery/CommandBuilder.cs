using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery;

/// <summary>Turns changes into commands of one batch. A reference to a record created earlier in the same batch goes through <c>$result</c>.</summary>
internal sealed class CommandBuilder(IBitrixPortal portal, IReadOnlyList<FlowTarget> targets)
{
    private const int OriginFields = 2;

    /// <summary><paramref name="labels"/> holds the position of each change that stands earlier in the batch.</summary>
    public BitrixCommand Build(Change change, IReadOnlyDictionary<Change, int> labels)
    {
        var record = change.Record;
        var target = targets[record.Flow];
        if (change.IsDelete)
        {
            return portal.Delete(target.Entity, IdText(change, labels));
        }

        var fields = new List<WireField>(change.Fields.Length + OriginFields);
        change.Extras = null;
        foreach (var index in change.Fields)
        {
            if (target.IsExtra(index))
            {
                (change.Extras ??= []).Add(index);
                continue;
            }

            fields.Add(Field(change, index, target.Mapper.Fields[index], labels));
        }

        if (change.IsCreate || change.TakesOrigin)
        {
            foreach (var field in target.OriginFields(record.Key))
            {
                fields.Add(field);
            }
        }

        return change.IsCreate
            ? portal.Add(target.Entity, fields)
            : portal.Update(target.Entity, IdText(change, labels), fields);
    }

    private static WireField Field(Change change, int index, string name, IReadOnlyDictionary<Change, int> labels)
    {
        var value = change.Record.Wanted[index];
        if (value.Kind != ValueKind.Reference)
        {
            return new WireField(name, change.Current is { } current ? KeptEntries.Beside(change, index, name, current) : value, null, change.Current);
        }

        if (change.Resolved?.TryGetValue(index, out var id) == true)
        {
            return new WireField(name, Value.Number(id));
        }

        if (change.Awaits?.TryGetValue(index, out var awaited) == true)
        {
            return awaited.State == ChangeState.Pending && labels.TryGetValue(awaited, out var label)
                ? new WireField(name, value, ResultPath(label))
                : new WireField(name, awaited.Record.CrmId is { } known ? Value.Number(known) : Value.None);
        }

        return new WireField(name, Value.None);
    }

    private static string IdText(Change change, IReadOnlyDictionary<Change, int> labels) =>
        change.Principal is { State: ChangeState.Pending } principal && labels.TryGetValue(principal, out var label)
            ? ResultPath(label)
            : (change.Principal?.Record.CrmId ?? change.Record.CrmId ?? 0).ToString(CultureInfo.InvariantCulture);

    private static string ResultPath(int label) => string.Create(CultureInfo.InvariantCulture, $"$result[c{label}][item][id]");
}
