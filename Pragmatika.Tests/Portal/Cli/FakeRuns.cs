using System.Runtime.CompilerServices;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary>A run service whose one run goes through given steps.</summary>
internal sealed class FakeRuns(params RunRecord[] steps) : IRunService
{
    public RunRequest? Asked { get; private set; }

    public RunRefusedException? Refusal { get; init; }

    public bool WasCancelled { get; private set; }

    public Task<RunRecord> StartAsync(RunRequest request, CancellationToken cancellationToken)
    {
        Asked = request;
        return Refusal is null ? Task.FromResult(steps[0]) : throw Refusal;
    }

    public async IAsyncEnumerable<RunRecord> WatchAsync(Guid runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var step in steps)
        {
            await Task.Yield();
            yield return step;
        }
    }

    public Task<RunRecord> CompletionAsync(Guid runId, CancellationToken cancellationToken) => Task.FromResult(steps[^1]);

    public bool Cancel(Guid runId) => WasCancelled = true;
}

/// <summary>A catalog with given exchanges.</summary>
internal sealed class FakeCatalog(params ExchangeDefinition[] definitions) : IExchangeCatalog
{
    private readonly List<StoredExchange> _stored = [.. definitions.Select(definition => Stored(definition, 1))];

    public IReadOnlyList<StoredExchange> Saved => _stored;

    public Task<IReadOnlyList<StoredExchange>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<StoredExchange>>(_stored);

    public Task<StoredExchange?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(_stored.FindLast(exchange => exchange.Name == name));

    public Task<StoredExchange> SaveAsync(ExchangeDefinition definition, string savedBy, CancellationToken cancellationToken)
    {
        _stored.Add(Stored(definition, _stored.Count(exchange => exchange.Name == definition.Name) + 1));
        return Task.FromResult(_stored[^1]);
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _stored.RemoveAll(exchange => exchange.Name == name);
        return Task.CompletedTask;
    }

    private static StoredExchange Stored(ExchangeDefinition definition, int version) =>
        new(definition.Name, definition.Title, version, definition, DateTimeOffset.UnixEpoch, "test");
}
