using Pragmatika.Bench.Storms.History;
using Pragmatika.Bench.Support;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Bench.Storms.Real;

/// <summary>How a storm of real processes ended. <paramref name="Failure"/> is null when all is well.</summary>
internal sealed record RealStormResult(int Seed, int Changes, int EngineKills, int SandboxKills, int Cuts, int Jumps, int Runs, string? Failure);

/// <summary>
/// People work on both sides while the engine and the sandbox are killed, the wire between them is cut and the engine's clock jumps by an hour; then all is calm, and both sides must
/// hold the same. What happens is the seed's; when exactly, the machine's.
/// </summary>
internal sealed class RealStorm(string server, int seed, TimeSpan length, Stages stages)
{
    private static readonly ConflictPolicy[] Policies = [ConflictPolicy.Sql, ConflictPolicy.Crm, ConflictPolicy.LongestNonEmpty];
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestCut = TimeSpan.FromSeconds(4);

    private readonly Random _dice = new(seed);
    private readonly int[] _blows = new int[4];

    public async Task<RealStormResult> PlayAsync(CancellationToken cancellationToken)
    {
        var settings = new StormSettings(Policies[seed % Policies.Length], TrackingKind.FullScan, 1000);
        await using var world = await RealWorld.CreateAsync(server, seed, settings, cancellationToken);
        using var people = new RealPeople(world, new Random(seed));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var working = WorkAsync(people, end.Token);
        var until = TimeProvider.System.GetTimestamp();
        for (var blow = seed; TimeProvider.System.GetElapsedTime(until) < length; blow++)
        {
            await Task.Delay(LongestRest * _dice.NextDouble(), TimeProvider.System, cancellationToken);
            await StrikeAsync(world, blow % _blows.Length, cancellationToken);
        }

        await end.CancelAsync();
        await working;
        var (runs, failure) = await new RealCalm(world, stages).CheckAsync(cancellationToken);
        return new RealStormResult(seed, people.Done, _blows[0], _blows[1], _blows[2], _blows[3], runs, failure);
    }

    private async Task StrikeAsync(RealWorld world, int kind, CancellationToken cancellationToken)
    {
        _blows[kind]++;
        switch (kind)
        {
            case 0:
                await world.KillEngineAsync();
                await world.StartEngineAsync(cancellationToken);
                break;
            case 1:
                await world.KillSandboxAsync(cancellationToken);
                break;
            case 2:
                await world.CutAsync(LongestCut * _dice.NextDouble(), cancellationToken);
                break;
            default:
                await world.JumpAsync(cancellationToken);
                break;
        }
    }

    private static async Task WorkAsync(RealPeople people, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                await people.DoAsync(cancellationToken);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The working day is over.
        }
    }
}
