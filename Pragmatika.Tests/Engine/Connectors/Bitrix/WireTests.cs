using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Mapping;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.PortalFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class WireTests
{
    private static readonly TimeSpan Moscow = TimeSpan.FromHours(3);

    public static TheoryData<string, bool, Value, string> Encodings => new()
    {
        { "string", false, Value.Text("a&b"), "fields[f]=a%26b" },
        { "double", false, Value.Number(1000.50m), "fields[f]=1000.5" },
        { "integer", false, Value.Flag(true), "fields[f]=1" },
        { "boolean", false, Value.Flag(true), "fields[f]=Y" },
        { "char", false, Value.Flag(false), "fields[f]=N" },
        { "date", false, Value.Date(new DateOnly(2024, 8, 30)), "fields[f]=2024-08-30" },
        { "date", false, Value.Moment(new(2024, 8, 30, 22, 0, 0, TimeSpan.Zero)), "fields[f]=2024-08-31" },
        { "datetime", false, Value.Moment(new(2024, 8, 30, 9, 0, 0, TimeSpan.Zero)), "fields[f]=2024-08-30T12%3A00%3A00%2B03%3A00" },
        { "money", false, Value.Money(300m, "RUB"), "fields[f]=300%7CRUB" },
        { "double", false, Value.Money(300.25m, "RUB"), "fields[f]=300.25" },
        { "string", true, Value.List([Value.Text("a"), Value.Text("b")]), "fields[f][]=a&fields[f][]=b" },
        { "string", true, Value.Text("a"), "fields[f][]=a" },
        { "string", false, Value.List([Value.Text("a"), Value.Text("b")]), "fields[f]=a%3B%20b" },
        { "string", false, Value.None, "fields[f]=" },
        { "string", true, Value.None, "fields[f][]=" },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Update_WritesEachKindAsThePortalTakesIt(string type, bool multiple, Value value, string expected) =>
        Commands.Update(Entity(2, Field("f", type, multiple)), "7", [new("f", value)], Moscow).Query.Should().Be("entityTypeId=2&id=7&" + expected);

    [Fact]
    public void Update_PhoneIsThereAlready_OnlyLooksAtTheRecord() =>
        Commands.Update(Entity(3), "5", [new("phone", Value.Text("+79215550101"), null, [new(156, "PHONE", "WORK", "+79215550101")])], Moscow)
            .Should().Be(new BitrixCommand("crm.item.get", "entityTypeId=3&id=5"));

    [Fact]
    public void Add_LeavesNoneOutAndKeepsResultPathsRaw() =>
        Commands.Add(Entity(2, Field("a", "string"), Field("contactIds", "crm_contact", multiple: true)),
            [new("a", Value.None), new("contactIds", Value.None, "$result[c0][item][id]")], Moscow)
            .Query.Should().Be("entityTypeId=2&fields[contactIds][]=$result[c0][item][id]");

    [Theory]
    [InlineData("Розница", "79")]
    [InlineData("розница", "79")]
    [InlineData("79", "79")]
    public void Add_OptionByLabelOrId_SendsTheId(string text, string id) =>
        Commands.Add(Entity(2, Field("f", "enumeration", false, ("Розница", "79"))), [new("f", Value.Choice(text))], Moscow).Query.Should().EndWith("fields[f]=" + id);

    [Theory]
    [InlineData("Сервис", "C1%3ANEW")]
    [InlineData("1", "C1%3ANEW")]
    [InlineData("0", "NEW")]
    public void Add_StageName_IsLookedUpInItsPipeline(string category, string stage)
    {
        var query = Commands.Add(Deal(), [new("categoryId", Value.Text(category)), new("stageId", Value.Text("Новая"))], Moscow).Query;

        query.Should().EndWith("fields[stageId]=" + stage);
    }

    [Fact]
    public void Add_SumOfAnotherCurrency_NamesTheCurrency()
    {
        var entity = Entity(2, Field("opportunity", "double"), Field("currencyId", "crm_currency"));

        Commands.Add(entity, [new("opportunity", Value.Money(10, "USD"))], Moscow).Query.Should().EndWith("fields[opportunity]=10&fields[currencyId]=USD");
    }

    [Fact]
    public void Add_Phones_GoAsNewEntries() =>
        Commands.Add(Entity(3), [new("phone", Value.Text("+79215550101")), new("emailHome", Value.Text("a@example.org"))], Moscow).Query.Should().Be(
            "entityTypeId=3&fields[fm][n0][typeId]=PHONE&fields[fm][n0][valueType]=WORK&fields[fm][n0][value]=%2B79215550101"
            + "&fields[fm][n1][typeId]=EMAIL&fields[fm][n1][valueType]=HOME&fields[fm][n1][value]=a%40example.org");

    [Fact]
    public void Update_PhoneAlreadyThereInAnotherSpelling_SendsNothing() =>
        Commands.Update(Entity(3), "5", [new("phone", Value.Text("+79215550101"), null, [new(156, "PHONE", "WORK", "8 (921) 555-01-01")])], Moscow)
            .Query.Should().Be("entityTypeId=3&id=5");

    [Fact]
    public void MultiFieldDiff_ChangesRemovesAndAddsById()
    {
        MultiFieldEntry[] current = [new(1, "PHONE", "WORK", "+79215550101"), new(2, "PHONE", "MOBILE", "+79215550102"), new(3, "EMAIL", "WORK", "a@example.org")];

        MultiFieldDiff.Between("PHONE", null, ["89215550101", "+79215550103", "+79215550104"], current).Should().Equal(
            new MultiFieldWrite(2, "PHONE", "MOBILE", "+79215550103"), new MultiFieldWrite(null, "PHONE", "WORK", "+79215550104"));
        MultiFieldDiff.Between("PHONE", null, [], current).Should().Equal(
            new MultiFieldWrite(1, "PHONE", "WORK", ""), new MultiFieldWrite(2, "PHONE", "MOBILE", ""));
        MultiFieldDiff.Between("PHONE", "MOBILE", [], current).Should().Equal(new MultiFieldWrite(2, "PHONE", "MOBILE", ""));
        MultiFieldDiff.Between("EMAIL", null, ["A@Example.org", "a@example.org"], current).Should().BeEmpty();
    }

    [Fact]
    public void List_FilterWithOperatorsAndReferences() =>
        Commands.List(Entity(2), [new("@originId", ["A 1", "B"]), new("=originatorId", ["1C"]), new(">id", ["$result[c0][items][49][id]"])], ["id", "title"]).Query.Should().Be(
            "entityTypeId=2&order[id]=ASC&filter[%40originId][]=A%201&filter[%40originId][]=B&filter[%3DoriginatorId]=1C&filter[%3Eid]=$result[c0][items][49][id]"
            + "&select[]=id&select[]=title&start=-1");

    [Fact]
    public void Check_ListsEveryProblemOfTheRecord()
    {
        var entity = Entity(
            2, Field("source", "enumeration", false, ("Сайт", "1")), Field("sum", "double"), Field("name", "string") with { MaxLength = 3 }, Field("id", "integer") with { IsReadOnly = true });

        var problems = WireCheck.Of(entity, [
            new("source", Value.Choice("Радио")), new("sum", Value.Text("много")), new("name", Value.Text("abcd")), new("id", Value.Number(1)), new("gone", Value.Text("x")),
        ]);

        problems.Select(problem => problem.Field).Should().Equal("source", "sum", "name", "id", "gone");
        problems.Should().OnlyContain(problem => problem.Reason.Length > 10 && problem.Remedy.Length > 10);
        problems[0].Reason.Should().Contain("Радио");
    }

    [Fact]
    public void Check_UnknownStageOfThePipeline_IsAProblemThoughAnotherPipelineHasIt()
    {
        WireCheck.Of(Deal(), [new("categoryId", Value.Number(0)), new("stageId", Value.Text("Выдача"))]).Should().ContainSingle().Which.Reason.Should().Contain("воронке 0");
        WireCheck.Of(Deal(), [new("categoryId", Value.Number(1)), new("stageId", Value.Text("Выдача"))]).Should().BeEmpty();
    }

    [Fact]
    public void Check_ReferenceOfTheBatchInsideData_IsRefusedAndNeverSentAsOne()
    {
        var entity = Entity(2, Field("title", "string"));
        WireField[] fields = [new("title", Value.Text("see $result[c0][item][id]"))];

        WireCheck.Of(entity, fields).Should().ContainSingle();
        Uri.UnescapeDataString(Commands.Add(entity, fields, Moscow).Query).Should().NotContain("$result[");
    }

    public static TheoryData<string, bool, Value, Value> Canonicals => new()
    {
        { "enumeration", false, Value.Text("79"), Value.Choice("Розница") },
        { "enumeration", false, Value.Choice("розница"), Value.Choice("Розница") },
        { "double", false, Value.Text("1000.00"), Value.Number(1000) },
        { "double", false, Value.Money(5, "RUB"), Value.Number(5) },
        { "string", false, Value.Number(5), Value.Text("5") },
        { "string", true, Value.Text("a"), Value.List([Value.Text("a")]) },
        { "datetime", false, Value.Moment(new DateTimeOffset(2024, 8, 30, 9, 0, 0, 123, TimeSpan.Zero)), Value.Moment(new(2024, 8, 30, 9, 0, 0, TimeSpan.Zero)) },
        { "boolean", false, Value.Text("Y"), Value.Flag(true) },
        { "crm_company", false, Value.Number(7), Value.Number(7) },
    };

    [Theory]
    [MemberData(nameof(Canonicals))]
    public void Canonical_IsWhatWouldBeReadBack(string type, bool multiple, Value value, Value expected)
    {
        var field = type == "enumeration" ? Field("f", type, multiple, ("Розница", "79")) : Field("f", type, multiple);

        CrmValues.Canonical(Entity(2, field), "f", value).Should().Be(expected);
    }

    private static CrmEntity Deal()
    {
        var pipelines = new Dictionary<long, IReadOnlyDictionary<string, string>>
        {
            [0] = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Новая"] = "NEW" },
            [1] = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Новая"] = "C1:NEW", ["Выдача"] = "C1:WON" },
        };
        var stages = Field("stageId", "crm_status", false, ("Новая", "NEW"), ("Выдача", "C1:WON")) with { Pipelines = pipelines };
        return Entity(2, stages, Field("categoryId", "crm_category", false, ("Продажи", "0"), ("Сервис", "1")));
    }
}
