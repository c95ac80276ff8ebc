using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Entities;

/// <summary>Reads one entity as the portal has it now: fields, options of lists, dictionaries, pipelines with their stages. One request for a stock kind, two when the portal has more dictionaries.</summary>
internal sealed class EntityReader(BatchRunner batches)
{
    private static readonly Message NoType = new(
        "В портале нет смарт-процесса «{0}»: проверьте код, номер или название.", "The portal has no smart process '{0}': check the code, number or title.");

    private static readonly Message NoDictionary = new("Справочник портала не прочитан. {0}", "A dictionary of the portal could not be read. {0}");

    private const int ClassicLast = 7;

    /// <summary>Throws <see cref="BitrixException"/> with <see cref="FailureKind.NotFound"/> when the portal has no such smart process.</summary>
    public async Task<CrmEntity> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var (entityTypeId, title) = EntityName.Known(name) is { } known
            ? (known, EntityName.Title(known))
            : await FindTypeAsync(EntityName.TypeOf(name), cancellationToken);
        var id = entityTypeId.ToString(CultureInfo.InvariantCulture);
        var asked = new List<BitrixCommand> { new("crm.item.fields", "entityTypeId=" + id) };
        if (EntityName.HasPipelines(entityTypeId))
        {
            asked.Add(new("crm.category.list", "entityTypeId=" + id));
        }

        var (head, usual) = (asked.Count, EntityName.UsualDictionaries(entityTypeId));
        asked.AddRange(usual.Select(dictionary => StatusPage(dictionary, start: 0)));
        var described = await batches.RunAsync(asked, cancellationToken);
        if (described[0].Error is { } error)
        {
            throw new BitrixException(error.Kind, error, $"{title}: {Messages.Of(error)}");
        }

        using var fields = JsonDocument.Parse(described[0].Result);
        var categories = head > 1 && described[1].Error is null ? Categories(described[1].Result) : [];
        var answered = usual.Select((dictionary, index) => (dictionary, described[head + index])).ToDictionary(pair => pair.dictionary, pair => pair.Item2, StringComparer.Ordinal);
        var dictionaries = await DictionariesAsync(entityTypeId, fields.RootElement, categories, answered, cancellationToken);
        return new CrmEntity
        {
            EntityTypeId = entityTypeId,
            Title = title,
            Fields = FieldReader.Read(fields.RootElement, entityTypeId, categories, dictionaries),
        };
    }

    private async Task<(int EntityTypeId, string Title)> FindTypeAsync(string type, CancellationToken cancellationToken)
    {
        var number = EntityName.Number(type);
        await foreach (var row in PagesAsync(new("crm.type.list", "order[id]=ASC"), "types", cancellationToken))
        {
            var matches = number is { } wanted
                ? row.Number("entityTypeId") == wanted
                : type.Equals(row.Text("code"), StringComparison.OrdinalIgnoreCase) || type.Equals(row.Text("title"), StringComparison.OrdinalIgnoreCase);
            if (matches)
            {
                return ((int)row.Number("entityTypeId")!.Value, row.Text("title"));
            }
        }

        return number is { } unlisted and <= ClassicLast
            ? (unlisted, EntityName.Title(unlisted))
            : throw new BitrixException(FailureKind.NotFound, null, NoType.With(type));
    }

    private static List<(long Id, string Name)> Categories(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Rows("categories")
            .Select(row => (row.Number("id") ?? -1, row.Text("name")))
            .Where(category => category.Item1 >= 0)
            .ToList();
    }

    /// <summary>Every dictionary the fields name, and the stages of every pipeline: dictionary → (name, id) in its order. First pages that were <paramref name="answered"/> are not asked for again.</summary>
    private async Task<Dictionary<string, List<(string Name, string Id)>>> DictionariesAsync(
        int entityTypeId, JsonElement fields, List<(long Id, string Name)> categories, Dictionary<string, CommandAnswer> answered, CancellationToken cancellationToken)
    {
        var wanted = fields.TryGetProperty("fields", out var map) && map.ValueKind == JsonValueKind.Object
            ? map.EnumerateObject().Select(field => field.Value.Text("statusType")).Where(type => type.Length > 0).ToHashSet(StringComparer.Ordinal)
            : [];
        wanted.UnionWith(categories.Select(category => EntityName.StageDictionary(entityTypeId, category.Id)).OfType<string>());
        var dictionaries = new Dictionary<string, List<(string Name, string Id)>>(StringComparer.Ordinal);
        foreach (var dictionary in wanted)
        {
            dictionaries[dictionary] = [];
        }

        var pending = wanted.Where(dictionary => !answered.ContainsKey(dictionary)).Select(dictionary => (Dictionary: dictionary, Start: 0)).ToList();
        foreach (var dictionary in wanted.Where(answered.ContainsKey))
        {
            Take(answered[dictionary], (dictionary, 0), dictionaries, pending);
        }

        while (pending.Count > 0)
        {
            var page = pending.Take(BatchBody.MaxCommands).ToList();
            pending.RemoveRange(0, page.Count);
            var answers = await batches.RunAsync(page.ConvertAll(one => StatusPage(one.Dictionary, one.Start)), cancellationToken);
            for (var index = 0; index < page.Count; index++)
            {
                Take(answers[index], page[index], dictionaries, pending);
            }
        }

        return dictionaries;
    }

    private static BitrixCommand StatusPage(string dictionary, int start) => new(
        "crm.status.list",
        string.Create(CultureInfo.InvariantCulture, $"order[SORT]=ASC&filter[ENTITY_ID]={Uri.EscapeDataString(dictionary)}&start={start}"));

    /// <summary>Adds what the page holds, and the page after it to what is pending.</summary>
    private static void Take(
        CommandAnswer answer, (string Dictionary, int Start) page, Dictionary<string, List<(string Name, string Id)>> dictionaries, List<(string Dictionary, int Start)> pending)
    {
        if (answer.Error is { } error)
        {
            throw new BitrixException(error.Kind, error, NoDictionary.With(Messages.Of(error)));
        }

        using var document = JsonDocument.Parse(answer.Result);
        dictionaries[page.Dictionary].AddRange(document.RootElement.Rows().Select(row => (row.Text("NAME"), row.Text("STATUS_ID"))));
        if (answer.Next is { } next && next > page.Start)
        {
            pending.Add((page.Dictionary, next));
        }
    }

    private async IAsyncEnumerable<JsonElement> PagesAsync(
        BitrixCommand command, string list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int? start = 0; start is { } from;)
        {
            var page = command with { Query = string.Create(CultureInfo.InvariantCulture, $"{command.Query}&start={from}") };
            var answer = (await batches.RunAsync([page], cancellationToken))[0];
            if (answer.Error is { } error)
            {
                throw new BitrixException(error.Kind, error, $"{command.Method}: {Messages.Of(error)}");
            }

            using var document = JsonDocument.Parse(answer.Result);
            foreach (var row in document.RootElement.Rows(list))
            {
                yield return row.Clone();
            }

            start = answer.Next > from ? answer.Next : null;
        }
    }
}
