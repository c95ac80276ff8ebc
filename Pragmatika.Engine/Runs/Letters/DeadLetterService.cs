using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Letters;

/// <inheritdoc cref="IDeadLetterService"/>
internal sealed class DeadLetterService(IEngineStore store, IMendedLetters mended, IRunService runs, IJournalWriter journal, TimeProvider time) : IDeadLetterService
{
    private const int Page = 500;

    public async Task<ReplayResult> ReplayAsync(
        long id, IReadOnlyDictionary<string, string?>? edited, long? crmId, string byWhom, CancellationToken cancellationToken)
    {
        var letter = await FindAsync(id, cancellationToken);
        var request = new RunRequest
        {
            Exchange = letter.Exchange,
            Mode = RunMode.Keys,
            Keys = [letter.RowKey],
            StartedBy = byWhom,
            Overrides = [new RecordOverride(letter.Flow, letter.Key, letter.RowKey, edited ?? new Dictionary<string, string?>(), crmId)],
        };
        var started = await runs.StartAsync(request, cancellationToken);
        var run = await runs.CompletionAsync(started.Id, cancellationToken);
        var after = await store.DeadLetterAsync(id, cancellationToken) ?? letter;
        if (after.State != DeadLetterState.Resolved)
        {
            return new ReplayResult(false, null, run.Message ?? after.Message);
        }

        var links = await store.LinksAsync(letter.Exchange, letter.Flow, [letter.Key], cancellationToken);
        var landed = links.GetValueOrDefault(letter.Key)?.CrmId;
        await mended.MendAsync(id, new Mending(edited ?? new Dictionary<string, string?>(), byWhom, time.GetUtcNow(), landed), cancellationToken);
        return new ReplayResult(true, landed, string.Empty);
    }

    public async Task<RunRecord> ReplayAllAsync(string exchange, string? code, string byWhom, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (var skip = 0; ; skip += Page)
        {
            var letters = await store.DeadLettersAsync(exchange, DeadLetterState.Open, code, skip, Page, cancellationToken);
            keys.UnionWith(letters.Select(letter => letter.RowKey));
            if (letters.Count < Page)
            {
                break;
            }
        }

        return await runs.StartAsync(new RunRequest { Exchange = exchange, Mode = RunMode.Keys, Keys = [.. keys], StartedBy = byWhom }, cancellationToken);
    }

    public async Task DiscardAsync(long id, string byWhom, CancellationToken cancellationToken)
    {
        var letter = await FindAsync(id, cancellationToken);
        using var later = StoredText.ForLater();
        letter = await FindAsync(id, cancellationToken); // with its message in both languages
        await store.SetDeadLetterStateAsync(id, DeadLetterState.Discarded, cancellationToken);
        await journal.AppendAsync(
            [
                new JournalEntry
                {
                    At = time.GetUtcNow(),
                    Level = JournalLevel.Warning,
                    Kind = JournalKind.Failure,
                    Exchange = letter.Exchange,
                    RunId = letter.RunId,
                    Flow = letter.Flow,
                    Key = letter.Key,
                    Text = RunTexts.LetterDiscarded.With(byWhom, letter.Message),
                },
            ],
            cancellationToken);
    }

    private async Task<DeadLetter> FindAsync(long id, CancellationToken cancellationToken) =>
        await store.DeadLetterAsync(id, cancellationToken) ?? throw new RunRefusedException(RunTexts.NoLetter.With(id), []);
}
