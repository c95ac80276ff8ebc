using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Mapping;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.PortalFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

public sealed class ItemReadingTests
{
    public static TheoryData<string, bool, string, Value> Decodings => new()
    {
        { "string", false, "\"\"", Value.None },
        { "string", false, "null", Value.None },
        { "string", false, "\"a\"", Value.Text("a") },
        { "double", false, "1000.00", Value.Number(1000) },
        { "double", false, "\"1000.00\"", Value.Number(1000) },
        { "integer", false, "0", Value.Number(0) },
        { "crm_company", false, "0", Value.None },
        { "crm_company", false, "\"9\"", Value.Number(9) },
        { "crm_contact", true, "[1,2]", Value.List([Value.Number(1), Value.Number(2)]) },
        { "crm_contact", true, "[]", Value.None },
        { "boolean", false, "\"Y\"", Value.Flag(true) },
        { "boolean", false, "\"0\"", Value.Flag(false) },
        { "boolean", false, "false", Value.Flag(false) },
        { "string", false, "false", Value.None },
        { "date", false, "\"2024-08-30T02:00:00+02:00\"", Value.Date(new DateOnly(2024, 8, 30)) },
        { "datetime", false, "\"2024-08-30T12:00:00+03:00\"", Value.Moment(new(2024, 8, 30, 9, 0, 0, TimeSpan.Zero)) },
        { "money", false, "\"300.50|RUB\"", Value.Money(300.5m, "RUB") },
        { "money", false, "\"|RUB\"", Value.None },
        { "enumeration", false, "79", Value.Choice("Розница") },
        { "enumeration", false, "\"80\"", Value.Choice("80") },
        { "enumeration", false, "0", Value.None },
        { "enumeration", true, "[79]", Value.List([Value.Choice("Розница")]) },
        { "file", false, """{"id":12,"url":"x"}""", Value.Text("12") },
    };

    [Theory]
    [MemberData(nameof(Decodings))]
    public void One_EveryTypeBecomesCanonical(string type, bool multiple, string json, Value expected)
    {
        var field = type == "enumeration" ? Field("f", type, multiple, ("Розница", "79")) : Field("f", type, multiple);

        var item = Read(Entity(2, Field("id", "integer"), field), "{\"item\":{\"id\":7,\"unknown\":{\"a\":[1]},\"f\":" + json + "}}");

        item.Id.Should().Be(7);
        item.Values.GetValueOrDefault("f").Should().Be(expected);
    }

    [Fact]
    public void One_Entries_AreTheTruthAboutPhones()
    {
        var item = Read(
            Entity(3, Field("id", "integer"), Field("phone", "string")),
            """{"item":{"id":7,"phone":"8 921 555-01-01","fm":[{"id":156,"typeId":"PHONE","valueType":"WORK","value":"8 921 555-01-01"},{"id":157,"typeId":"EMAIL","valueType":"WORK","value":"A@example.org"}]}}""");

        item.MultiFields.Should().Equal(new MultiFieldEntry(156, "PHONE", "WORK", "8 921 555-01-01"), new MultiFieldEntry(157, "EMAIL", "WORK", "A@example.org"));
        item.Values["phone"].Should().Be(Value.Text("+79215550101"));
        item.Values["email"].Should().Be(Value.Text("a@example.org"));
    }

    [Theory]
    [InlineData(2, "originId")]
    [InlineData(1036, "xmlId")]
    public void One_OriginKey_StandsWhereTheEntityKeepsIt(int entityTypeId, string field) =>
        Read(Entity(entityTypeId, Field("id", "integer"), Field(field, "string")), "{\"item\":{\"id\":7,\"" + field + "\":\"K1\"}}").OriginKey.Should().Be("K1");

    [Fact]
    public void Many_MembersInAnotherOrder_AreStillFound()
    {
        var items = new List<CrmItem>();

        ItemReader.Many(
            Entity(2, Field("id", "integer"), Field("title", "string")),
            Encoding.UTF8.GetBytes("""{"items":[{"id":1,"title":"a"},{"title":"b","id":2},{"id":3},{"extra":1,"title":"d","id":4}]}"""),
            items);

        items.Select(item => (item.Id, item.Values.GetValueOrDefault("title").AsText)).Should().Equal((1, "a"), (2, "b"), (3, ""), (4, "d"));
    }

    [Theory]
    [InlineData("""{"item":{"title":"x","id":12}}""", 12)]
    [InlineData("[]", 0)]
    [InlineData("""{"items":[]}""", 0)]
    public void IdOf_FindsTheIdOrZero(string json, long id) => ItemReader.IdOf(Encoding.UTF8.GetBytes(json)).Should().Be(id);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("[B]bold[/B] text", "bold text")]
    [InlineData("<b>bold</b>&nbsp;text<br>next", "bold text\nnext")]
    [InlineData("price [1] < 5 & more", "price [1] < 5 & more")]
    public void RichText_IsComparedPlain(string text, string plain) => RichText.Plain(text).Should().Be(plain);

    private static CrmItem Read(CrmEntity entity, string json) => ItemReader.One(entity, Encoding.UTF8.GetBytes(json));
}
