using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Books;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Engine.Signals;
using Pragmatika.Tests.Engine.Data;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Compare;

/// <summary>Reports and checksums on every engine present.</summary>
public sealed class CompareBookTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 3, 30, 0, TimeSpan.Zero);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Report_KeptWithItsFindings_IsReadBackAndFiltered(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var book = Book(harness);
        var report = Report(1) with { State = RunState.Running };
        await book.PutAsync(report, default);
        RecordDifference[] differences =
        [
            new(DifferenceKind.Different, "deals", "o1", 7, [new FieldDifference("title", "Договор", "Договор №2")]) { SqlAt = Start, CrmAt = Start.AddHours(1) },
            new(DifferenceKind.Missing, "deals", "o2", null, []),
        ];

        await book.AddAsync(report.Id, differences, default);
        await book.PutAsync(report with { State = RunState.NeedsPerson, EndedAt = Start.AddMinutes(2), Flows = new Dictionary<string, VerifyCounters> { ["deals"] = new(5, 1, 0, 0, 1, 2) } }, default);

        var stored = (await book.FindAsync(report.Id, default))!;
        (stored.State, stored.Total, stored.Total.Matched).Should().Be((RunState.NeedsPerson, new VerifyCounters(5, 1, 0, 0, 1, 2), 3L));
        var findings = await book.FindingsAsync(report.Id, new FindingFilter(), 0, 10, default);
        findings.Select(finding => (finding.Number, finding.Key)).Should().Equal((1, "o1"), (2, "o2"));
        findings[0].Fields.Should().Equal(new FieldDifference("title", "Договор", "Договор №2"));
        findings[0].CrmAt.Should().Be(Start.AddHours(1));
        (await KeysAsync(new FindingFilter { Kind = DifferenceKind.Missing })).Should().Equal("o2");
        (await KeysAsync(new FindingFilter { Field = "title" })).Should().Equal("o1");
        (await KeysAsync(new FindingFilter { Field = "tit" })).Should().BeEmpty();
        (await KeysAsync(new FindingFilter { Flow = "contacts" })).Should().BeEmpty();
        (await KeysAsync(new FindingFilter { Text = "договор №" })).Should().Equal("o1");
        (await KeysAsync(new FindingFilter { Text = "O2" })).Should().Equal("o2");
        (await KeysAsync(new FindingFilter { Text = "7" })).Should().Equal("o1");
        (await book.GroupsAsync(report.Id, default)).Should().BeEquivalentTo([new FindingGroup(DifferenceKind.Different, "deals", "title", 1), new FindingGroup(DifferenceKind.Missing, "deals", null, 1)]);
        (await book.FindingsAsync(report.Id, new FindingFilter(), 1, 10, default)).Single().Number.Should().Be(2);

        async Task<IEnumerable<string>> KeysAsync(FindingFilter filter) => (await book.FindingsAsync(report.Id, filter, 0, 10, default)).Select(finding => finding.Key);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Tidy_OldReports_GoAndThoseWithoutAProcessAreCalledInterrupted(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var book = Book(harness);
        for (var number = 0; number < 52; number++)
        {
            await book.PutAsync(Report(number) with { State = number == 51 ? RunState.Running : RunState.Succeeded }, default);
        }

        await book.TidyAsync("orders", Start.AddDays(100), default);

        var kept = await book.ListAsync("orders", 100, default);
        kept.Should().HaveCount(50);
        kept[0].State.Should().Be(RunState.Crashed);
        (await book.ListAsync("other", 100, default)).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Ranges_Saved_ReplaceThoseOfTheExchangeOnly(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var book = Book(harness);
        await book.SaveRangesAsync("orders", [Range("orders", 1, 1), Range("orders", 2, 2)], default);
        await book.SaveRangesAsync("other", [Range("other", 1, 9)], default);

        await book.SaveRangesAsync("orders", [Range("orders", 2, 3)], default);

        (await book.RangesAsync("orders", default)).Should().ContainSingle().Which.Should().Match<KeyValuePair<(string, long), byte[]>>(range => range.Key.Item2 == 2 && range.Value[0] == 3);
        (await book.RangesAsync("other", default)).Should().ContainSingle();
    }

    private static CompareBook Book(StoreHarness harness) => new(harness.Services.GetRequiredService<EngineContexts>(), new NoSignals());

    private static CompareReport Report(int number) => new()
    {
        Id = Guid.CreateVersion7(Start.AddMinutes(number)), Exchange = "orders", StartedAt = Start.AddMinutes(number), StartedBy = "test", State = RunState.Succeeded,
    };

    private static CompareRangeRow Range(string exchange, long range, byte digest) => new() { Exchange = exchange, Flow = "deals", Range = range, Digest = [digest] };
}
