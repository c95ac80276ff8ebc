using Pragmatika.Engine.Runs.Fuses;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Remembers what people refused.</summary>
public sealed class FakeFuseDesk : IFuseDesk
{
    public List<(Guid Run, string By)> Refused { get; } = [];

    public Task<bool> RefuseAsync(Guid run, string byWhom, CancellationToken cancellationToken)
    {
        Refused.Add((run, byWhom));
        return Task.FromResult(true);
    }
}
