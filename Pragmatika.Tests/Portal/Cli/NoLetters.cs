using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Letters;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary>A service that must not be asked.</summary>
internal sealed class NoLetters : IDeadLetterService
{
    public IDeadLetterService Service => this;

    public Task<ReplayResult> ReplayAsync(long id, IReadOnlyDictionary<string, string?>? edited, long? crmId, string byWhom, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing was named.");

    public Task<RunRecord> ReplayAllAsync(string exchange, string? code, string byWhom, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("Nothing was named.");

    public Task DiscardAsync(long id, string byWhom, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing was named.");
}
