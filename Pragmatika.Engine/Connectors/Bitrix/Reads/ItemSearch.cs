using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Reads;

/// <summary>Looks records up by key, by field or by id: 50 values a command, up to 50 commands a request.</summary>
internal sealed class ItemSearch(BatchRunner batches, Func<int> batchSize)
{
    private const int PageSize = 50;

    public Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> ByOriginAsync(
        CrmEntity entity, string originator, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var name = entity.IsSmartProcess ? "xmlId" : "originId";
        KeyValuePair<string, IReadOnlyList<string>>[] fixedPart = entity.IsSmartProcess ? [] : [new("=originatorId", [originator])];
        return ByAsync(entity, name, keys.Distinct(StringComparer.Ordinal).ToList(), fixedPart, StringComparer.Ordinal, cancellationToken);
    }

    /// <summary>Equality as the portal sees it; answers are matched back by canonical text without case, as its database compares.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> ByFieldAsync(
        CrmEntity entity, string field, IReadOnlyCollection<Value> values, CancellationToken cancellationToken)
    {
        var described = entity.Fields.GetValueOrDefault(field);
        var wanted = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var value in values.Where(value => !value.IsNone))
        {
            var wire = FilterText(value, described);
            wanted.TryAdd(wire, value.ToString());
        }

        var found = await ByAsync(entity, field, wanted.Keys.ToList(), [], StringComparer.OrdinalIgnoreCase, cancellationToken);
        return found.Where(pair => wanted.ContainsKey(pair.Key)).ToDictionary(pair => wanted[pair.Key], pair => pair.Value, StringComparer.Ordinal);
    }

    /// <summary>In id order; ids that are not there are simply missing. Brings the multi-field entries along, which a list gives only with <c>select *</c>.</summary>
    public async Task<IReadOnlyList<CrmItem>> ByIdAsync(CrmEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancellationToken)
    {
        var items = new List<CrmItem>(ids.Count);
        var texts = ids.Distinct().Order().Select(id => id.ToString(CultureInfo.InvariantCulture)).ToList();
        foreach (var chunk in texts.Chunk(PageSize).Chunk(batchSize()))
        {
            var commands = chunk.Select(page => Commands.List(entity, [new("@id", page)], ["*"])).ToList();
            foreach (var answer in await batches.RunAsync(commands, cancellationToken))
            {
                Take(entity, answer, items);
            }
        }

        return items;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> ByAsync(
        CrmEntity entity,
        string field,
        List<string> values,
        KeyValuePair<string, IReadOnlyList<string>>[] fixedPart,
        StringComparer comparer,
        CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, List<long>>(comparer);
        var pending = new Queue<(string[] Values, long After)>(values.Chunk(PageSize).Select(page => (page, 0L)));
        while (pending.Count > 0)
        {
            var pages = Dequeue(pending, batchSize());
            var commands = pages.ConvertAll(page => Commands.List(entity, Filter(field, page, fixedPart), ["id", field]));
            var answers = await batches.RunAsync(commands, cancellationToken);
            for (var index = 0; index < pages.Count; index++)
            {
                var items = new List<CrmItem>(PageSize);
                Take(entity, answers[index], items);
                Collect(items, entity, field, found);
                if (items.Count >= PageSize)
                {
                    // A full page may hide more: several records can carry one value.
                    pending.Enqueue((pages[index].Values, items[^1].Id));
                }
            }
        }

        return found.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<long>)pair.Value, comparer);
    }

    private static void Collect(List<CrmItem> items, CrmEntity entity, string field, Dictionary<string, List<long>> found)
    {
        var described = entity.Fields.GetValueOrDefault(field);
        foreach (var item in items)
        {
            var value = item.Values.GetValueOrDefault(field);
            foreach (var member in value.Kind == ValueKind.List ? value.AsList : [value])
            {
                if (!member.IsNone)
                {
                    var text = FilterText(member, described);
                    if (!found.TryGetValue(text, out var ids))
                    {
                        found[text] = ids = [];
                    }

                    ids.Add(item.Id);
                }
            }
        }
    }

    private static KeyValuePair<string, IReadOnlyList<string>>[] Filter(
        string field, (string[] Values, long After) page, KeyValuePair<string, IReadOnlyList<string>>[] fixedPart)
    {
        KeyValuePair<string, IReadOnlyList<string>> among = new("@" + field, page.Values);
        return page.After == 0 ? [among, .. fixedPart] : [among, .. fixedPart, new(">id", [page.After.ToString(CultureInfo.InvariantCulture)])];
    }

    private static List<(string[] Values, long After)> Dequeue(Queue<(string[] Values, long After)> pending, int count)
    {
        var pages = new List<(string[] Values, long After)>(Math.Min(count, pending.Count));
        while (pages.Count < count && pending.TryDequeue(out var page))
        {
            pages.Add(page);
        }

        return pages;
    }

    /// <summary>UF booleans are filtered by 1 and 0 though they read as Y and N; options by id.</summary>
    private static string FilterText(Value value, CrmField? field) => value.Kind switch
    {
        ValueKind.Flag when field?.Name.StartsWith("uf", StringComparison.Ordinal) == true => value.AsFlag ? "1" : "0",
        ValueKind.Flag => value.AsFlag ? "Y" : "N",
        ValueKind.Choice or ValueKind.Text when field is { Options.Count: > 0 } => FieldOptions.IdOf(field, value.AsText) ?? value.AsText,
        ValueKind.Money => value.AsNumber.ToString("0.##########", CultureInfo.InvariantCulture) + "|" + value.AsText,
        _ => value.ToString(),
    };

    private static void Take(CrmEntity entity, CommandAnswer answer, List<CrmItem> into)
    {
        if (answer.Error is { } error)
        {
            throw new BitrixException(error.Kind, error, "crm.item.list: " + Messages.Of(error));
        }

        ItemReader.Many(entity, answer.Result.Span, into);
    }
}
