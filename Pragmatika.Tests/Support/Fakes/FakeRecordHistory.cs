using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Histories in memory: one story a key.</summary>
public sealed class FakeRecordHistory : IRecordHistory
{
    private readonly Dictionary<(string Exchange, string Flow, string Key), RecordStory> _stories = [];

    public void Put(RecordStory story) => _stories[(story.Record.Exchange, story.Record.Flow, story.Record.Key)] = story;

    public Task<IReadOnlyList<RecordFound>> FindAsync(string text, string? exchange, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RecordFound>>([.. _stories.Values.Where(story => story.Record.Key == text || story.Link is { } link && $"{link.CrmId}" == text)
            .Select(story => new RecordFound(story.Record, story.Link)).Take(count)]);

    public Task<RecordStory> ReadAsync(RecordKey record, long? before, int count, CancellationToken cancellationToken)
    {
        var story = _stories.GetValueOrDefault((record.Exchange, record.Flow, record.Key)) ?? new RecordStory { Record = record };
        return Task.FromResult(story with { Entries = [.. story.Entries.Where(entry => before is null || entry.Id < before).Take(count)] });
    }

    /// <summary>A contact that was created, changed and then refused. Nobody in it is real.</summary>
    public static RecordStory Story(DateTimeOffset now, Guid run, string flow = "contacts") => new()
    {
        Record = new RecordKey("customers", flow, "00-000117"),
        Link = new Link { Flow = flow, Key = "00-000117", EntityTypeId = 3, CrmId = 4117, Agreed = """{"name":"Иван","phone":["+79210000013"],"opportunity":{"a":125000,"c":"RUB"}}""" },
        Runs = new Dictionary<Guid, Pragmatika.Engine.Runs.RunRecord> { [run] = FakeData.Run("customers", now.AddHours(-2), Pragmatika.Engine.Runs.RunState.Succeeded, default) with { Id = run } },
        Entries =
        [
            Entry(30, now.AddMinutes(-1), JournalKind.Failure, Outcome.Failed, "INVALID_ARG_VALUE: поле PHONE, +79210000012", null) with { Level = JournalLevel.Error, CrmId = null },
            Entry(20, now.AddHours(-2), JournalKind.Record, Outcome.Updated, "Петров Иван", """{"phone":["+79210000012","+79210000013"]}""") with { RunId = run },
            Entry(10, now.AddDays(-1), JournalKind.Record, Outcome.Created, "Петров Иван", """{"name":[null,"Иван"],"phone":[null,"+79210000012"]}"""),
        ],
    };

    private static JournalEntry Entry(long id, DateTimeOffset at, JournalKind kind, Outcome outcome, string text, string? changes) => new()
    {
        Id = id,
        At = at,
        Level = JournalLevel.Info,
        Kind = kind,
        Exchange = "customers",
        Flow = "contacts",
        Key = "00-000117",
        CrmId = 4117,
        Outcome = outcome,
        Text = text,
        Changes = changes,
    };
}
