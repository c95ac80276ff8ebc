namespace Pragmatika.Bench.Support;

/// <summary>What every bench gets: how large, how often, and where its progress goes.</summary>
internal sealed record BenchContext(Stages Stages, int Rows, int Seed, int Repeat, int? Lanes, TimeProvider Time, CancellationToken Stopping);
