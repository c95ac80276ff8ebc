using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Remembers what people asked for. A replay lands when <see cref="Lands"/> says so.</summary>
public sealed class FakeDeadLetterService(FakeEngineStore store, FakeRunService runs) : IDeadLetterService
{
    public Func<IReadOnlyDictionary<string, string?>?, bool> Lands { get; set; } = _ => true;

    public List<(long Id, IReadOnlyDictionary<string, string?>? Edited, long? CrmId)> Replayed { get; } = [];

    public List<(string Exchange, string? Code)> ReplayedAll { get; } = [];

    public List<long> Discarded { get; } = [];

    public async Task<ReplayResult> ReplayAsync(long id, IReadOnlyDictionary<string, string?>? edited, long? crmId, string byWhom, CancellationToken cancellationToken)
    {
        Replayed.Add((id, edited, crmId));
        if (!Lands(edited))
        {
            return new ReplayResult(false, null, "Портал снова отказал.");
        }

        if (await store.DeadLetterAsync(id, cancellationToken) is { } letter)
        {
            store.Put(letter with { State = DeadLetterState.Replayed, Mended = new Mending(edited ?? new Dictionary<string, string?>(), byWhom, FakeData.Noon, crmId is > 0 ? crmId : 4711) });
        }

        return new ReplayResult(true, crmId is > 0 ? crmId : 4711, "Записано.");
    }

    public Task<RunRecord> ReplayAllAsync(string exchange, string? code, string byWhom, CancellationToken cancellationToken)
    {
        ReplayedAll.Add((exchange, code));
        return runs.StartAsync(new RunRequest { Exchange = exchange, Mode = RunMode.Keys, StartedBy = byWhom }, cancellationToken);
    }

    public Task DiscardAsync(long id, string byWhom, CancellationToken cancellationToken)
    {
        Discarded.Add(id);
        return store.SetDeadLetterStateAsync(id, DeadLetterState.Discarded, cancellationToken);
    }
}
