using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;

namespace Pragmatika.Engine.Connectors.Bitrix.Reads;

/// <summary>
/// Looks phones and e-mails up through crm.duplicate.findbycomm. Its answer names the records but not which value found them, so the records are read and matched by meaning;
/// where that leaves a doubt, the values are asked one by one.
/// </summary>
internal sealed class CommunicationSearch(BatchRunner batches, ItemSearch items, Func<int> batchSize)
{
    private const int ValuesPerCommand = 20;

    // With 20 hits the portal may have cut the list (reference, "Duplicates").
    private const int PossiblyCut = 20;

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindAsync(
        CrmEntity entity, string type, IReadOnlyCollection<string> values, CancellationToken cancellationToken)
    {
        var word = EntityName.Communication(entity.EntityTypeId);
        var found = new Dictionary<string, IReadOnlyList<long>>(StringComparer.Ordinal);
        if (word is null)
        {
            return found;
        }

        var typeId = type.ToUpperInvariant();
        var groups = values.Where(value => value.Length > 0).Distinct(StringComparer.Ordinal).Chunk(ValuesPerCommand).ToList();
        var hits = await AskAsync(word, typeId, groups, cancellationToken);
        var doubtful = groups.Where((_, index) => hits[index].Count >= PossiblyCut).SelectMany(group => group).ToList();
        var clear = Enumerable.Range(0, groups.Count).Where(index => hits[index].Count is > 0 and < PossiblyCut).ToList();
        var read = await ReadAsync(entity, clear.SelectMany(index => hits[index]), cancellationToken);
        foreach (var index in clear)
        {
            if (!Match(groups[index], hits[index], typeId, read, found))
            {
                doubtful.AddRange(groups[index]);
            }
        }

        await AskOneByOneAsync(word, typeId, doubtful, found, cancellationToken);
        return found;
    }

    private async Task<Dictionary<long, CrmItem>> ReadAsync(CrmEntity entity, IEnumerable<long> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToHashSet();
        return wanted.Count == 0 ? [] : (await items.ByIdAsync(entity, wanted, cancellationToken)).ToDictionary(item => item.Id);
    }

    /// <summary>False when some record that was found carries none of the values as we understand them.</summary>
    private static bool Match(string[] values, List<long> ids, string typeId, Dictionary<long, CrmItem> read, Dictionary<string, IReadOnlyList<long>> found)
    {
        var matched = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            var entries = read.GetValueOrDefault(id)?.MultiFields ?? [];
            var carried = values.Where(value => entries.Any(entry => entry.TypeId == typeId && Communications.Same(typeId, entry.Value, value))).ToList();
            if (carried.Count == 0)
            {
                return false;
            }

            foreach (var value in carried)
            {
                if (!matched.TryGetValue(value, out var list))
                {
                    matched[value] = list = [];
                }

                list.Add(id);
            }
        }

        foreach (var (value, list) in matched)
        {
            found[value] = list;
        }

        return true;
    }

    private async Task AskOneByOneAsync(string word, string typeId, List<string> values, Dictionary<string, IReadOnlyList<long>> found, CancellationToken cancellationToken)
    {
        var hits = await AskAsync(word, typeId, values.ConvertAll(value => new[] { value }), cancellationToken);
        for (var index = 0; index < values.Count; index++)
        {
            if (hits[index].Count > 0)
            {
                found[values[index]] = hits[index];
            }
        }
    }

    private async Task<List<List<long>>> AskAsync(string word, string typeId, List<string[]> groups, CancellationToken cancellationToken)
    {
        var hits = new List<List<long>>(groups.Count);
        foreach (var chunk in groups.Chunk(batchSize()))
        {
            var answers = await batches.RunAsync(Array.ConvertAll(chunk, group => Command(word, typeId, group)), cancellationToken);
            foreach (var answer in answers)
            {
                if (answer.Error is { } error)
                {
                    throw new BitrixException(error.Kind, error, "crm.duplicate.findbycomm: " + Messages.Of(error));
                }

                using var document = JsonDocument.Parse(answer.Result);
                hits.Add(document.RootElement.Rows(word).Where(id => id.ValueKind == JsonValueKind.Number || id.ValueKind == JsonValueKind.String)
                    .Select(id => long.Parse(id.ToString(), System.Globalization.CultureInfo.InvariantCulture)).Distinct().Order().ToList());
            }
        }

        return hits;
    }

    private static BitrixCommand Command(string word, string typeId, string[] values)
    {
        var text = new QueryText(1024);
        text.Name("type");
        text.Raw(typeId);
        text.Name("entity_type");
        text.Raw(word);
        foreach (var value in values)
        {
            text.Name("values[]");
            text.Encoded(value);
        }

        var command = new BitrixCommand("crm.duplicate.findbycomm", text.ToString());
        text.Dispose();
        return command;
    }
}
