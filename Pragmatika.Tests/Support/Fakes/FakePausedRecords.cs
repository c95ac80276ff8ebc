using Pragmatika.Engine.Questions;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Pauses in memory, for pages.</summary>
public sealed class FakePausedRecords : IPausedRecords
{
    private readonly List<PausedRecord> _paused = [];

    public Task<IReadOnlyList<PausedRecord>> ListAsync(string? exchange, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PausedRecord>>([.. _paused.Where(record => exchange is null || record.Exchange == exchange).OrderBy(record => record.Until)]);

    public Task<PausedRecord?> FindAsync(string exchange, string flow, string key, CancellationToken cancellationToken) =>
        Task.FromResult(_paused.Find(record => (record.Exchange, record.Flow, record.Key) == (exchange, flow, key)));

    public Task PauseAsync(PausedRecord record, CancellationToken cancellationToken)
    {
        _paused.RemoveAll(known => (known.Exchange, known.Flow, known.Key) == (record.Exchange, record.Flow, record.Key));
        _paused.Add(record);
        return Task.CompletedTask;
    }

    public Task<bool> ResumeAsync(string exchange, string flow, string key, string byWhom, CancellationToken cancellationToken) =>
        Task.FromResult(_paused.RemoveAll(record => (record.Exchange, record.Flow, record.Key) == (exchange, flow, key)) > 0);
}
