using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Questions;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>Questions and what is forgotten, inside a batch's transaction, on every engine that is here.</summary>
public sealed class QuestionStoreTests
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_AsksShowsAnewAndEnds(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var book = harness.Services.GetRequiredService<IQuestionStore>();
        var asked = Question("k1", harness.Time.GetUtcNow()) with { Candidates = [7, 8], SqlAt = harness.Time.GetUtcNow(), CrmBy = "Олег" };

        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new QuestionPart { Asked = [asked, Question("k2", harness.Time.GetUtcNow())] }] }, default);
        var first = (await book.PageAsync(new QuestionFilter { Text = "ключ-k1" }, 0, 10, default)).Single();
        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new QuestionPart { Asked = [asked with { SqlValue = "новое", OpenedAt = harness.Time.GetUtcNow().AddHours(1) }] }] }, default);
        var anew = (await book.FindAsync(first.Id, default))!;
        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new QuestionPart { Ended = [new QuestionEnd(asked.Name, QuestionState.Answered, "anna", AnswerSide.Crm)] }] }, default);
        var closed = (await book.FindAsync(first.Id, default))!;

        first.Should().BeEquivalentTo(asked with { Id = first.Id });
        anew.Should().BeEquivalentTo(first with { SqlValue = "новое", Revision = 2 });
        closed.Should().BeEquivalentTo(anew with { State = QuestionState.Answered, ClosedAt = harness.Time.GetUtcNow(), ClosedBy = "anna", Answer = AnswerSide.Crm });
        (await book.CountsAsync(default)).Should().Equal(new QuestionCount("main", "contacts", QuestionKind.Conflict, 1));
        (await book.StandingAsync("main", default)).Select(question => question.Key).Should().Equal("ключ-k2");
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Keep_OutlivesItsQuestionUntilItIsWithdrawn(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var (run, lease) = await harness.StartAsync();
        var book = harness.Services.GetRequiredService<IQuestionStore>();
        var delete = Question("k1", harness.Time.GetUtcNow()) with { Kind = QuestionKind.DeleteRows, Field = string.Empty };
        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new QuestionPart { Asked = [delete] }] }, default);
        var question = (await book.StandingAsync("main", default)).Single();

        (await book.EndAsync(question.Id, question.Revision + 1, AnswerSide.Keep, "anna", default)).Should().BeFalse("it was shown differently");
        (await book.EndAsync(question.Id, question.Revision, AnswerSide.Keep, "anna", default)).Should().BeTrue();
        (await book.EndAsync(question.Id, question.Revision, AnswerSide.Keep, "anna", default)).Should().BeFalse("it is answered");
        (await book.StandingAsync("main", default)).Should().ContainSingle().Which.State.Should().Be(QuestionState.Answered);
        await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new QuestionPart { Ended = [new QuestionEnd(delete.Name, QuestionState.Withdrawn, null, null)] }] }, default);

        (await book.StandingAsync("main", default)).Should().BeEmpty();
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Commit_ForgetsLinksAndRowsOfThatExchangeOnly(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        foreach (var exchange in new[] { "main", "other" })
        {
            var (run, lease) = await harness.StartAsync(exchange);
            await harness.Store.CommitAsync(
                StoreHarness.Batch(run, lease) with
                {
                    Parts =
                    [
                        new LinkPart { Moved = [StoreHarness.Link("a", 1, matches: ["m", "1"]), StoreHarness.Link("b", 2, matches: ["m", "2"])] },
                        new RowPart { Met = [.. new[] { "17", "18", "ключ|1" }.Select(key => new RowState(key, new byte[16], "0"))] },
                    ],
                },
                default);
            if (exchange == "main")
            {
                await harness.Store.CommitAsync(StoreHarness.Batch(run, lease) with { Parts = [new LinkPart { Forgotten = [("contacts", "a"), ("contacts", "none")] }, new RowPart { Forgotten = ["17", "ключ|1", "99"] }] }, default);
            }
        }

        var rows = harness.Services.GetRequiredService<IRowKeys>();
        (await harness.Store.LinksAsync("main", "contacts", ["a", "b"], default)).Keys.Should().Equal("b");
        (await harness.Store.LinksByMatchAsync("main", "contacts", 0, ["m"], default))["m"].Should().ContainSingle().Which.Key.Should().Be("b");
        (await harness.Store.LinksAsync("other", "contacts", ["a", "b"], default)).Should().HaveCount(2);
        (await KeysAsync(rows, "main")).Should().Equal("18");
        (await KeysAsync(rows, "other")).Should().BeEquivalentTo("17", "18", "ключ|1");
        await using var context = harness.Context();
        (await context.LinkMatches.CountAsync()).Should().Be(6);
    }

    private static async Task<List<string>> KeysAsync(IRowKeys book, string exchange)
    {
        var keys = new List<string>();
        await foreach (var key in book.KeysAsync(exchange, default))
        {
            keys.Add(key);
        }

        return keys;
    }

    private static Question Question(string key, DateTimeOffset now) => new()
    {
        Kind = QuestionKind.Conflict,
        Exchange = "main",
        Flow = "contacts",
        Key = "ключ-" + key,
        Field = "name",
        RowKey = "1",
        CrmId = 5,
        Title = "Анна",
        SqlValue = "а",
        CrmValue = null,
        AgreedValue = "б",
        OpenedAt = now,
    };
}
