using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Bench.Storms.History;

/// <summary>Makes the history of a seed. The same seed makes the same history.</summary>
internal static class HistoryMaker
{
    public const int Rows = 6;
    public const int Clients = 4;
    private const int Steps = 32;
    private const int MostDeathSteps = 9;
    private const int MovesEvery = 5;

    private static readonly ConflictPolicy[] Policies = [ConflictPolicy.Sql, ConflictPolicy.Crm, ConflictPolicy.Newest, ConflictPolicy.LongestNonEmpty];

    /// <summary>How often each act is drawn, of the sum of all.</summary>
    private static readonly (StormAct Act, int Weight)[] Weights =
    [
        (StormAct.RowBorn, 9), (StormAct.RowGone, 1),
        (StormAct.SqlName, 6), (StormAct.SqlPhone, 4), (StormAct.SqlNoPhone, 1), (StormAct.SqlAmount, 6), (StormAct.SqlStage, 3), (StormAct.SqlClosed, 3),
        (StormAct.CrmName, 6), (StormAct.CrmPhone, 4), (StormAct.CrmNoName, 1), (StormAct.CrmAmount, 6), (StormAct.CrmStage, 3), (StormAct.CrmClosed, 3), (StormAct.CrmComment, 3),
        (StormAct.DealGone, 1), (StormAct.ContactBorn, 3),
        (StormAct.Wait, 2), (StormAct.Poll, 4), (StormAct.Sweep, 2),
        (StormAct.Run, 14), (StormAct.RunFull, 4), (StormAct.RunHeard, 9), (StormAct.DryRun, 1),
    ];

    private static readonly int Sum = Weights.Sum(one => one.Weight);

    public static StormHistory Of(int seed)
    {
        var random = new Random(seed);
        var settings = new StormSettings(
            Policies[random.Next(Policies.Length)],
            random.Next(2) == 0 ? TrackingKind.FullScan : TrackingKind.Cursor,
            random.Next(3) == 0 ? 2 : 1000);
        var steps = new List<StormStep>();
        for (var row = 1; row <= 3; row++)
        {
            steps.Add(new StormStep(StormAct.RowBorn, row, random.Next(1, Clients + 1), random.Next(), 0));
        }

        while (steps.Count < Steps)
        {
            steps.Add(Draw(random));
        }

        if (seed % MovesEvery == 0)
        {
            Move(steps, new Random(~seed));
        }
        else if (seed % MovesEvery == 1)
        {
            Clash(steps, new Random(~seed));
        }

        return new StormHistory(settings, steps);
    }

    /// <summary>Both sides change one field of one record before the next run, whether or not the engine hears of it in time.</summary>
    private static void Clash(List<StormStep> steps, Random random)
    {
        for (var clashes = 4; clashes > 0; clashes--)
        {
            var (sql, crm) = random.Next(2) == 0 ? (StormAct.SqlName, StormAct.CrmName) : (StormAct.SqlAmount, StormAct.CrmAmount);
            var which = random.Next(1, 4);
            var at = random.Next(Steps / 3, steps.Count + 1);
            steps.InsertRange(at, [new StormStep(StormAct.Run, 0, 0, random.Next(), 0), new StormStep(sql, which, 0, random.Next(), 0), new StormStep(crm, which, 0, random.Next(), 0), new StormStep(StormAct.Run, 0, 0, random.Next(), 0)]);
        }
    }

    /// <summary>Records that are merged, and such as come back from the bin: in the later half, where there are some.</summary>
    private static void Move(List<StormStep> steps, Random random)
    {
        var row = random.Next(1, 4);
        var gone = random.Next(Steps / 3, steps.Count);
        steps.Insert(gone, new StormStep(StormAct.DealGone, row, 0, random.Next(), 0));
        steps.Insert(random.Next(gone + 1, steps.Count + 1), new StormStep(StormAct.DealBack, row, random.Next(2), random.Next(), 0));
        for (var merges = random.Next(1, 3); merges > 0; merges--)
        {
            steps.Insert(random.Next(Steps / 3, steps.Count + 1), new StormStep(StormAct.Merge, random.Next(1, Clients + 1), random.Next(1, Clients + 1), random.Next(), 0));
        }
    }

    private static StormStep Draw(Random random)
    {
        var act = Act(random);
        var step = new StormStep(act, A(act, random), random.Next(1, Clients + 1), random.Next(), 0);
        return step is { HasWeather: true, Act: not StormAct.DryRun } && random.Next(4) == 0
            ? step with { Death = random.Next(1, (step.IsRun ? MostDeathSteps : 2) + 1) * (random.Next(2) == 0 ? 1 : -1) }
            : step;
    }

    private static StormAct Act(Random random)
    {
        var drawn = random.Next(Sum);
        foreach (var (act, weight) in Weights)
        {
            if ((drawn -= weight) < 0)
            {
                return act;
            }
        }

        return StormAct.Run;
    }

    private static int A(StormAct act, Random random) => act switch
    {
        StormAct.RowBorn or StormAct.RowGone or StormAct.SqlAmount or StormAct.SqlStage or StormAct.SqlClosed => random.Next(1, Rows + 1),
        StormAct.CrmAmount or StormAct.CrmStage or StormAct.CrmClosed or StormAct.CrmComment or StormAct.DealGone or StormAct.DealBack => random.Next(1, Rows + 1),
        StormAct.Wait => random.Next(1, 120),
        _ when new StormStep(act, 0, 0, 0, 0).HasWeather => random.Next(0, 4),
        _ => random.Next(1, Clients + 1),
    };
}
