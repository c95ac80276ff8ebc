using System.Globalization;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Questions;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;

namespace Pragmatika.Tests.Engine.Questions;

/// <summary>Random changes, deaths between the two databases and random answers under "ask": once everything is answered both sides hold the same and nothing is left to do.</summary>
public sealed class AskStormTests
{
    private const int Clients = 3;

    private readonly CommitThatFails _crash = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Runs_AfterRandomChangesAndAnswers_BringBothSidesTogether(int seed)
    {
        var random = new Random(seed);
        await using var rig = await TwoWayRig.StartAsync(SqlEngine.Sqlite, ConflictPolicy.Ask, configure: _crash.Install);
        for (var id = 1; id <= Clients; id++)
        {
            await rig.AddAsync(id, $"c{id}", $"Имя {id}", $"8921000000{id}", $"d{id}");
        }

        await rig.RunAsync();
        for (var step = 0; step < 30; step++)
        {
            await StepAsync(rig, random);
        }

        await CalmAsync(rig, random, seed);
        var quiet = await rig.RunAsync(RunMode.Full);
        quiet.Total.Updated.Should().Be(0, $"seed {seed}: everything is answered");
        quiet.Total.Conflicted.Should().Be(0, $"seed {seed}: everything is answered");
        for (var id = 1; id <= Clients; id++)
        {
            var contact = await rig.ItemAsync("contact", await CrmIdAsync(rig, "contacts", $"c{id}"));
            var deal = await rig.ItemAsync("deal", await CrmIdAsync(rig, "deals", $"d{id}"));
            contact.Values["name"].ToString().Should().Be(await rig.CellAsync("name", id), $"seed {seed}, row {id}");
            contact.MultiFields.Single().Value[^10..].Should().Be(string.Concat((await rig.CellAsync("phone", id))!.Where(char.IsAsciiDigit))[^10..], $"seed {seed}, row {id}");
            deal.Values["opportunity"].AsNumber.Should().Be(decimal.Parse((await rig.CellAsync("amount", id))!.Replace(",", "."), CultureInfo.InvariantCulture), $"seed {seed}, row {id}");
            (await rig.CellAsync("foreign_note", id)).Should().Be("kept", $"seed {seed}, row {id}");
        }
    }

    private async Task StepAsync(TwoWayRig rig, Random random)
    {
        var id = random.Next(1, Clients + 1);
        var contact = await CrmIdAsync(rig, "contacts", $"c{id}");
        var deal = await CrmIdAsync(rig, "deals", $"d{id}");
        switch (random.Next(9))
        {
            case 0:
                await rig.ExecuteAsync($"UPDATE people SET name = 'Т{random.Next(4)}' WHERE id = {id}");
                break;
            case 1:
                await rig.ExecuteAsync($"UPDATE people SET phone = '8921{random.Next(1_000_000, 1_000_003)}', amount = '{random.Next(3)}' WHERE id = {id}");
                break;
            case 2:
                await rig.ChangeAsync("contact", contact, ("name", Value.Text($"Т{random.Next(4)}")));
                break;
            case 3:
                await rig.ChangeUnheardAsync("contact", contact, ("phone", Value.Text($"+7921{random.Next(1_000_000, 1_000_003)}")));
                break;
            case 4:
                await rig.ChangeAsync("deal", deal, ("opportunity", Value.Number(random.Next(3))));
                break;
            case 5:
                await rig.HearAsync("contact", contact);
                _crash.Armed = true;
                await rig.RunAsync(RunMode.Heard);
                _crash.Armed = false;
                break;
            case 6:
                await AnswerAsync(rig, random);
                break;
            default:
                (await rig.RunAsync(random.Next(2) == 0 ? RunMode.Incremental : RunMode.Heard)).State.Should().BeOneOf(RunState.Succeeded, RunState.NeedsPerson);
                break;
        }
    }

    /// <summary>Hears everything once more, then answers until nobody asks.</summary>
    private static async Task CalmAsync(TwoWayRig rig, Random random, int seed)
    {
        for (var id = 1; id <= Clients; id++)
        {
            await rig.HearAsync("contact", await CrmIdAsync(rig, "contacts", $"c{id}"));
            await rig.HearAsync("deal", await CrmIdAsync(rig, "deals", $"d{id}"));
        }

        await rig.RunAsync();
        for (var round = 0; round < 4 && (await Questions(rig).CountsAsync(default)).Count > 0; round++)
        {
            await AnswerAsync(rig, random);
            await rig.RunAsync();
        }

        (await Questions(rig).CountsAsync(default)).Should().BeEmpty($"seed {seed}: every answer to what was just shown is carried out");
    }

    private static async Task AnswerAsync(TwoWayRig rig, Random random)
    {
        var open = await Questions(rig).PageAsync(new QuestionFilter(), 0, 50, default);
        await Questions(rig).AnswerAsync([.. open.Select(question => Answer(question, random))], asRule: false, "anna", default);
    }

    private static Answer Answer(Question question, Random random) => random.Next(3) switch
    {
        0 => new Answer(question.Id, question.Revision, AnswerSide.Sql),
        1 => new Answer(question.Id, question.Revision, AnswerSide.Crm),
        _ => new Answer(question.Id, question.Revision, AnswerSide.Typed) { Text = question.Field switch { "phone" => "8 921 555-00-11", "opportunity" => "55,5", _ => "Иное" } },
    };

    private static IQuestionService Questions(TwoWayRig rig) => rig.Rig.Service<IQuestionService>();

    private static async Task<long> CrmIdAsync(TwoWayRig rig, string flow, string key) => (await rig.Store.LinksAsync("people", flow, [key], default))[key].CrmId;
}
