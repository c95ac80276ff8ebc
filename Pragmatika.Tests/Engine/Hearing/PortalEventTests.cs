using Pragmatika.Engine.Connectors.Bitrix.Events;

namespace Pragmatika.Tests.Engine.Hearing;

public sealed class PortalEventTests
{
    [Theory]
    [InlineData("ONCRMLEADADD", "", 1, false)]
    [InlineData("oncrmdealupdate", "", 2, false)]
    [InlineData("ONCRMCONTACTDELETE", "", 3, true)]
    [InlineData("ONCRMCOMPANYUPDATE", "", 4, false)]
    [InlineData("ONCRMDEALMOVETOCATEGORY", "", 2, false)]
    [InlineData("ONCRMDYNAMICITEMADD", "&data[FIELDS][ENTITY_TYPE_ID]=1038", 1038, false)]
    [InlineData("ONCRMDYNAMICITEMDELETE_1040", "", 1040, true)]
    [InlineData("ONCRMDYNAMICITEMUPDATE_1040", "&data[FIELDS][ENTITY_TYPE_ID]=1040", 1040, false)]
    public void Parse_EventOfARecord_NamesIt(string name, string more, int entityTypeId, bool isDelete)
    {
        var call = PortalEvent.Parse($"event={name}&event_handler_id=201&data[FIELDS][ID]=759{more}&ts=1736405807&auth[application_token]=secret");

        call!.ApplicationToken.Should().Be("secret");
        call.Record.Should().Be(new RecordEvent(entityTypeId, 759, isDelete));
    }

    [Theory]
    [InlineData("ONCRMLEADUSERFIELDADD")]
    [InlineData("ONCRMDEALRECURRINGUPDATE")]
    [InlineData("ONCRMACTIVITYADD")]
    [InlineData("ONCRMDYNAMICITEMADDED")]
    [InlineData("ONAPPUNINSTALL")]
    [InlineData("ONOFFLINEEVENT")]
    public void Parse_OtherEvent_IsOfNoRecord(string name)
    {
        var call = PortalEvent.Parse($"event={name}&data[FIELDS][ID]=1&auth[application_token]=secret")!;

        call.IsOfRecord.Should().BeFalse();
        call.Record.Should().BeNull();
    }

    [Theory]
    [InlineData("ONCRMLEADADD", "data[FIELDS][ID]=x")]
    [InlineData("ONCRMLEADADD", "data[FIELDS][ID]=-5")]
    [InlineData("ONCRMLEADADD", "data[FIELDS]=1")]
    [InlineData("ONCRMDYNAMICITEMADD", "data[FIELDS][ID]=5")]
    [InlineData("ONCRMDYNAMICITEMADD_0", "data[FIELDS][ID]=5")]
    [InlineData("ONCRMDYNAMICITEMADD_x", "data[FIELDS][ID]=5")]
    public void Parse_RecordNamedBadly_TellsSo(string name, string data)
    {
        var call = PortalEvent.Parse($"event={name}&{data}&auth[application_token]=secret")!;

        call.IsOfRecord.Should().BeTrue();
        call.Record.Should().BeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("event=ONCRMLEADADD&data[FIELDS][ID]=1")]
    [InlineData("data[FIELDS][ID]=1&auth[application_token]=secret")]
    [InlineData("{\"event\":\"ONCRMLEADADD\"}")]
    [InlineData("event=&auth[application_token]=secret")]
    public void Parse_NoFormOfAPortal_IsRefused(string form) => PortalEvent.Parse(form).Should().BeNull();

    [Fact]
    public void Parse_EncodedBrackets_AreRead() =>
        PortalEvent.Parse("event=ONCRMLEADADD&data%5BFIELDS%5D%5BID%5D=7&auth%5Bapplication_token%5D=a%2Bb+c")
            .Should().BeEquivalentTo(new { ApplicationToken = "a+b c", Record = new RecordEvent(1, 7, false) });

    [Theory]
    [InlineData(2, new[] { "ONCRMDEALADD", "ONCRMDEALUPDATE", "ONCRMDEALDELETE", "ONCRMDEALMOVETOCATEGORY" })]
    [InlineData(1038, new[] { "ONCRMDYNAMICITEMADD_1038", "ONCRMDYNAMICITEMUPDATE_1038", "ONCRMDYNAMICITEMDELETE_1038" })]
    public void Of_KindOfRecord_NamesTheEventsToBind(int entityTypeId, string[] names)
    {
        EventNames.Of(entityTypeId).Should().Equal(names);
        names.Should().OnlyContain(name => EventNames.Find(name, null)!.Value.EntityTypeId == entityTypeId);
    }
}
