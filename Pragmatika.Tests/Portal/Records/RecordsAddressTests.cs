using Pragmatika.Engine.History;
using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Features.Records;
using Pragmatika.Portal.Parts;

namespace Pragmatika.Tests.Portal.Records;

public sealed class RecordsAddressTests
{
    [Fact]
    public void Address_WrittenAndRead_IsTheSame()
    {
        var address = new RecordsAddress { Text = "a b&c", Record = new RecordKey("orders", "contacts", "ключ/1", 17), Before = 900 };

        address.ToString().Should().StartWith("/records?q=a%20b%26c&exchange=orders&flow=contacts&key=").And.EndWith("&id=17&before=900");
        RecordsAddress.Read("a b&c", "orders", "contacts", "ключ/1", "17", "900").Should().Be(address);
    }

    [Fact]
    public void Read_PartOfARecord_IsNoRecord() =>
        RecordsAddress.Read(" ", "orders", null, "k", "x", "-1").Should().Be(new RecordsAddress());

    [Fact]
    public void Of_EntryOfNoRecord_IsNone()
    {
        var entry = new JournalEntry { At = default, Level = JournalLevel.Info, Kind = JournalKind.Run, Exchange = "orders", Text = string.Empty };

        RecordsAddress.Of(entry).Should().BeNull();
        RecordsAddress.Of(entry with { Flow = "contacts", Key = "k", CrmId = 5 })!.Record.Should().Be(new RecordKey("orders", "contacts", "k", 5));
    }

    [Fact]
    public void Agreed_EveryKind_IsReadAsText()
    {
        AgreedValues.Read("""{"name":"Анна","count":2,"phones":["a","b"]}""").Select(pair => pair.Field).Should().Equal("name", "count", "phones");
        AgreedValues.Read("""{"name":"Анна","count":2}""").Select(pair => pair.Value).Should().Equal("Анна", "2");
        AgreedValues.Read("no json").Should().BeEmpty();
    }
}
