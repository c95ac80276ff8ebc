using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>Pages are tried over <see cref="FakeEngineStore"/>: it must say what the store says, in the same order.</summary>
public sealed class FakeStoreTests
{
    private static readonly DateTimeOffset Noon = FakeData.Noon;

    [Fact]
    public async Task Runs_EveryFilterAndOrder_AreThoseOfTheStore()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var fake = new FakeEngineStore();
        await using (var context = harness.Context())
        {
            foreach (var run in Runs())
            {
                fake.Put(run);
                context.Runs.Add(RunMapping.ToRow(run));
            }

            await context.SaveChangesAsync();
        }

        var real = harness.Services.GetRequiredService<IRunSearch>();
        foreach (var filter in Filters())
        {
            foreach (var (order, descending) in Enum.GetValues<RunOrder>().SelectMany(order => new[] { (order, false), (order, true) }))
            {
                var (mine, its) = (await fake.FindAsync(filter, order, descending, 3, 10, default), await real.FindAsync(filter, order, descending, 3, 10, default));

                mine.Total.Should().Be(its.Total);
                mine.Runs.Select(run => run.Id).Should().Equal(its.Runs.Select(run => run.Id), "{0} by {1}, {2}", filter, order, descending);
            }
        }

        foreach (var exchange in new[] { null, "a" })
        {
            (await fake.RunsAsync(exchange, 9, default)).Select(run => run.Id).Should().Equal((await harness.Store.RunsAsync(exchange, 9, default)).Select(run => run.Id));
        }
    }

    [Fact]
    public async Task Letters_EveryFilter_AreThoseOfTheStore()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var fake = new FakeEngineStore();
        await using (var context = harness.Context())
        {
            context.DeadLetters.AddRange(Letters());
            await context.SaveChangesAsync();
        }

        foreach (var letter in await harness.Store.DeadLettersAsync(null, null, null, 0, 100, default))
        {
            fake.Put(letter);
        }

        foreach (var exchange in new[] { null, "a", "B" })
        {
            foreach (var state in Enum.GetValues<DeadLetterState>().Cast<DeadLetterState?>().Append(null))
            {
                foreach (var code in new[] { null, "X", "Y" })
                {
                    var (mine, its) = (await fake.DeadLettersAsync(exchange, state, code, 2, 20, default), await harness.Store.DeadLettersAsync(exchange, state, code, 2, 20, default));

                    mine.Select(letter => letter.Id).Should().Equal(its.Select(letter => letter.Id), "{0} {1} {2}", exchange, state, code);
                }
            }

            var groups = await harness.Store.DeadLetterGroupsAsync(exchange, default);
            var told = await fake.DeadLetterGroupsAsync(exchange, default);
            told.Should().BeEquivalentTo(groups);
            told.Select(group => group.Count).Should().Equal(groups.Select(group => group.Count));
        }
    }

    private static IEnumerable<RunFilter> Filters() =>
    [
        new(),
        new() { Exchange = "a" },
        new() { State = RunState.Failed },
        new() { Mode = RunMode.Full },
        new() { IsDryRun = true },
        new() { From = Noon.AddMinutes(7), Before = Noon.AddMinutes(30) },
        new() { Exchange = "B", IsDryRun = false, From = Noon.AddMinutes(5) },
    ];

    private static List<RunRecord> Runs()
    {
        var random = new Random(5);
        var (states, modes) = (Enum.GetValues<RunState>(), Enum.GetValues<RunMode>());
        return [.. Enumerable.Range(0, 40).Select(index => new RunRecord
        {
            Id = Guid.NewGuid(),
            Exchange = new[] { "a", "B", "ё" }[random.Next(3)],
            Mode = modes[random.Next(modes.Length)],
            IsDryRun = random.Next(2) == 0,
            State = states[random.Next(states.Length)],
            StartedAt = Noon.AddMinutes((index * 7) % 40), // all different, in no order
            StartedBy = new[] { "anna", "Oleg", "schedule" }[random.Next(3)],
            Rows = random.Next(5),
            RestCalls = random.Next(5),
        })];
    }

    private static IEnumerable<DeadLetterRow> Letters()
    {
        var random = new Random(6);
        var (states, causes) = (Enum.GetValues<DeadLetterState>(), new[] { DeadLetterCause.Refused, DeadLetterCause.Rejected });
        return Enumerable.Range(0, 60).Select(index => new DeadLetterRow
        {
            Exchange = new[] { "a", "B" }[random.Next(2)],
            Flow = "contacts",
            Key = $"k{index}",
            RowKey = $"{index}",
            RunId = Guid.NewGuid(),
            Cause = causes[random.Next(2)],
            Code = new[] { "X", "Y" }[random.Next(2)],
            Message = "m",
            Payload = "{}",
            Attempts = 1,
            FirstAt = Noon,
            LastAt = Noon.AddMinutes(random.Next(10)),
            State = states[random.Next(states.Length)],
            Candidates = string.Empty,
        });
    }
}
