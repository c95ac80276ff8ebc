using System.Globalization;
using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Mapping;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class SandboxPortalTests
{
    [Fact]
    public async Task Entity_Deal_HasFieldsStagesAndPipelines()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);

        var deal = await portal.EntityAsync("deal", default);
        var again = await portal.EntityAsync("DEAL", default);

        deal.EntityTypeId.Should().Be(2);
        deal.Fields["opportunity"].Type.Should().Be("double");
        deal.Fields["id"].IsReadOnly.Should().BeTrue();
        deal.Fields["stageId"].Options.Values.Should().Contain("NEW");
        deal.Fields["stageId"].Pipelines[0].Values.Should().Contain("WON");
        again.Should().BeSameAs(deal, "it is cached");
    }

    [Fact]
    public async Task Entity_UnknownSmartProcess_IsNotFound()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);

        var act = () => portal.EntityAsync("type:AUTO", default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.NotFound);
    }

    [Fact]
    public async Task SmartProcess_IsFoundByTitleAndNumberAndKeepsItsKeyInXmlId()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        await portal.CallAsync("crm.type.add", Encoding.UTF8.GetBytes("""{"fields":{"title":"Автомобили","entityTypeId":1030,"isStagesEnabled":"Y"}}"""), default);

        var byTitle = await portal.EntityAsync("type:автомобили", default);
        var byNumber = await portal.EntityAsync("type:1030", default);
        var added = await portal.BatchAsync([portal.Add(byTitle, [new("title", Value.Text("LADA")), new("xmlId", Value.Text("VIN1"))])], default);

        byNumber.EntityTypeId.Should().Be(byTitle.EntityTypeId).And.Be(1030);
        (await portal.FindByOriginAsync(byTitle, "1C", ["VIN1", "VIN2"], default)).Should().ContainSingle()
            .Which.Value.Should().Equal(portal.IdOf(added[0]));
    }

    [Fact]
    public async Task AddAndGet_EveryValueComesBackAsItWasMeant()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        var deal = await portal.EntityAsync("deal", default);
        (string Name, Value Value)[] wanted =
        [
            ("title", Value.Text("Заказ-наряд №1 & \"ТО-2\"")), ("opportunity", Value.Number(12500.5m)), ("begindate", Value.Date(new DateOnly(2026, 1, 12))),
            ("opened", Value.Flag(true)), ("originatorId", Value.Text("1C")), ("originId", Value.Text("A-1")),
            ("stageId", Value.Choice(deal.Fields["stageId"].Pipelines[0].Keys.Last())),
        ];

        var added = await portal.BatchAsync([portal.Add(deal, wanted.Select(field => new WireField(field.Name, field.Value)).ToList())], default);
        var item = (await portal.GetManyAsync(deal, [portal.IdOf(added[0])], default)).Single();

        foreach (var (name, value) in wanted)
        {
            item.Values[name].Should().Be(CrmValues.Canonical(deal, name, value), name);
        }

        item.OriginKey.Should().Be("A-1");
        item.UpdatedTime.Should().NotBeNull();
    }

    [Fact]
    public async Task Batch_DealOfAContactMadeInTheSameBatch_IsLinked()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        var contact = await portal.EntityAsync("contact", default);
        var deal = await portal.EntityAsync("deal", default);

        var answers = await portal.BatchAsync(
            [portal.Add(contact, [new("name", Value.Text("Анна"))]), portal.Add(deal, [new("title", Value.Text("ТО")), new("contactId", Value.None, "$result[c0][item][id]")])], default);

        (await portal.GetManyAsync(deal, [portal.IdOf(answers[1])], default)).Single().Values["contactId"].Should().Be(Value.Number(portal.IdOf(answers[0])));
    }

    [Fact]
    public async Task Update_PhonesAreDiffedAndNeverDoubled()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        var contact = await portal.EntityAsync("contact", default);
        var added = await portal.BatchAsync([portal.Add(contact, [new("name", Value.Text("Анна")), new("phone", Value.Text("8 (921) 555-01-01"))])], default);
        var id = portal.IdOf(added[0]);
        var item = (await portal.GetManyAsync(contact, [id], default)).Single();

        await portal.BatchAsync(
            [portal.Update(contact, id.ToString(CultureInfo.InvariantCulture), [new("phone", Value.List([Value.Text("+79215550101"), Value.Text("+79215550102")]), null, item.MultiFields)])], default);
        var updated = (await portal.GetManyAsync(contact, [id], default)).Single();

        updated.MultiFields.Select(entry => entry.Value).Should().Equal("8 (921) 555-01-01", "+79215550102");
        var found = await portal.FindByCommunicationAsync(contact, "PHONE", ["+79215550102", "+79215550109"], default);
        found.Should().ContainSingle().Which.Should().Match<KeyValuePair<string, IReadOnlyList<long>>>(pair => pair.Key == "+79215550102" && pair.Value.Single() == id);
    }

    [Fact]
    public async Task ReadAll_LongList_ComesWholeInOrderAndInFewRequests()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        var company = await portal.EntityAsync("company", default);
        foreach (var chunk in Enumerable.Range(1, 2620).Chunk(50))
        {
            await portal.BatchAsync([.. chunk.Select(number => portal.Add(company, [new("title", Value.Text($"Компания {number}")), new("originatorId", Value.Text("1C")), new("originId", Value.Text($"K{number}"))]))], default);
        }

        var before = portal.Counters.Requests;
        var items = new List<CrmItem>();
        await foreach (var item in portal.ReadAllAsync(company, [new("=originatorId", ["1C"])], ["id", "title", "originId"], default))
        {
            items.Add(item);
        }

        items.Should().HaveCount(2620);
        items.Select(item => item.Id).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
        (portal.Counters.Requests - before).Should().BeLessOrEqualTo(5);
        var keys = Enumerable.Range(1, 2620).Select(number => $"K{number}").Append("absent").ToList();
        var found = await portal.FindByOriginAsync(company, "1C", keys, default);
        found.Should().HaveCount(2620);
        (await portal.FindByOriginAsync(company, "other", keys, default)).Should().BeEmpty();
        (await portal.FindByFieldAsync(company, "title", [Value.Text("Компания 7"), Value.Text("нет такой")], default)).Should().ContainSingle().Which.Key.Should().Be("Компания 7");
        (await portal.GetManyAsync(company, found.Values.SelectMany(ids => ids).Take(120).ToList(), default)).Should().HaveCount(120);
    }

    [Fact]
    public async Task ReadAll_EmptyList_TakesOneRequest()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var portal = PortalFixture.Open(host.WebhookAddress.AbsoluteUri);
        var lead = await portal.EntityAsync("lead", default);
        var before = portal.Counters.Requests;

        var any = await portal.ReadAllAsync(lead, [], ["id"], default).GetAsyncEnumerator().MoveNextAsync();

        any.Should().BeFalse();
        (portal.Counters.Requests - before).Should().Be(1);
    }

    [Fact]
    public async Task Test_GoodAndRevokedWebhooks_AreTold()
    {
        await using var host = await SandboxHost.StartAsync(new());
        var good = await PortalFixture.Open(host.WebhookAddress.AbsoluteUri.TrimEnd('/')).TestAsync(default);
        var bad = await PortalFixture.Open(host.BaseAddress + "rest/1/wrongcode").TestAsync(default);

        good.Works.Should().BeTrue(good.Message);
        (bad.Works, bad.Message.Contains("wrongcode", StringComparison.Ordinal)).Should().Be((false, false));
    }

    [Fact]
    public async Task Https_SelfSigned_IsTrustedOnlyWhenTold()
    {
        await using var host = await SandboxHost.StartAsync(new() { Https = true });
        var clock = new ManualTimeProvider();
        var strict = PortalFixture.Open(clock, host.WebhookAddress.AbsoluteUri);
        var trusting = PortalFixture.Open(host.WebhookAddress.AbsoluteUri, new() { TrustSelfSigned = true });

        (await strict.TestAsync(default).WithClockAsync(clock, strict)).Works.Should().BeFalse();
        (await trusting.TestAsync(default)).Works.Should().BeTrue();
    }

    [Fact]
    public async Task Cloud_TwoSimulatedHours_UsesNearlyAllAndIsNeverRefused()
    {
        var clock = new ManualTimeProvider();
        await using var host = await SandboxHost.StartAsync(new() { Profile = "cloud", Clock = clock, CallCost = TimeSpan.FromSeconds(0.5) });
        var portal = PortalFixture.Open(clock, host.WebhookAddress.AbsoluteUri, new() { Limits = PortalLimits.Cloud });
        var company = await portal.EntityAsync("company", default).WithClockAsync(clock, portal);
        var began = clock.GetUtcNow();
        var added = 0;

        // 480 s in ten minutes at 0.5 s a call is 960 calls; two hours hold twelve such windows.
        var load = Task.Run(async () =>
        {
            while (clock.GetUtcNow() - began < TimeSpan.FromHours(2))
            {
                var answers = await portal.BatchAsync([.. Enumerable.Range(0, portal.BatchSize).Select(_ => portal.Add(company, [new("title", Value.Text("x"))]))], default);
                added += answers.Count(answer => answer.Error is null);
            }

            return added;
        });
        await load.WithClockAsync(clock, portal);

        host.Stats.Refusals.Should().BeEmpty();
        portal.Counters.Refusals.Should().Be(0);
        added.Should().BeGreaterThan((int)(0.95 * 12 * 960));
    }
}
