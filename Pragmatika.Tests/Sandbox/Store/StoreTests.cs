using Pragmatika.Sandbox.Rest.Query;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Tests.Sandbox.Store;

public sealed class StoreTests
{
    [Fact]
    public void RowCodec_EveryKind_SurvivesPackingAndPartialReads()
    {
        FieldValue[] values =
        [
            FieldValue.OfText("Привет"), FieldValue.None, FieldValue.OfInteger(-5), FieldValue.OfNumber(1111.1), FieldValue.OfFlag(true), FieldValue.OfMoment(1_795_345_601),
            FieldValue.OfDate(-3000), FieldValue.OfList([FieldValue.OfText("a"), FieldValue.OfInteger(7)]), FieldValue.OfCommunications([new Communication(5, "PHONE", "WORK", "+7")]), FieldValue.OfText("end"),
        ];
        var row = RowCodec.Encode(values);
        var read = new FieldValue[values.Length];

        RowCodec.Decode(row, read);

        read.Should().Equal(values);
        Enumerable.Range(0, values.Length).Select(slot => RowCodec.Read(row, slot)).Should().Equal(values);
        RowCodec.Read(row, 99).IsNone.Should().BeTrue();
    }

    [Fact]
    public void TimeIndex_OutOfOrder_IsSortedWhenAsked()
    {
        var index = new TimeIndex();
        foreach (var (time, id) in new[] { (10L, 1), (20L, 2), (15L, 3), (20L, 1), (5L, 4), (30L, 5) })
        {
            index.Add(time, id);
        }

        var (low, high) = index.Range(10, 20);

        Enumerable.Range(low, high - low).Select(place => index[place]).Should().Equal((10L, 1), (15L, 3), (20L, 1), (20L, 2));
        index.Range(31, long.MaxValue).Should().Be((6, 6));
    }

    [Fact]
    public void HashIndex_ManyKeys_FindsWithoutRegardToCase()
    {
        var index = new HashIndex();
        for (var id = 1; id <= 10_000; id++)
        {
            index.Add(id % 3, "Key" + id, id);
        }

        var found = new List<int>();
        index.Collect(7777 % 3, "KEY7777", found);

        found.Should().Equal(7777);
    }

    [Theory]
    [InlineData("%а", "Анна", true)]
    [InlineData("А%", "анна", true)]
    [InlineData("А_на", "Анна", true)]
    [InlineData("%нн%а", "Анна", true)]
    [InlineData("Анн", "Анна", false)]
    [InlineData("%", "", true)]
    public void LikePattern_SqlMarks_Match(string pattern, string text, bool expected) => LikePattern.Matches(pattern, text).Should().Be(expected);

    [Theory]
    [InlineData("UF_CRM_1630000000", "ufCrm_1630000000")]
    [InlineData("UF_CRM_2_1630000000", "ufCrm2_1630000000")]
    [InlineData("UF_CRM_7_VIN", "ufCrm7Vin")]
    [InlineData("UF_CRM_VIN", "ufCrmVin")]
    [InlineData("UF_CRM_10_DIGIT10", "ufCrm10Digit10")]
    [InlineData("UF_CRM_SALE_2024_SUM", "ufCrmSale_2024Sum")]
    public void FieldNames_UserField_GluesTheProcessNumber(string name, string expected) => FieldNames.UserFieldToItem(name).Should().Be(expected);

    [Fact]
    public void EntityTable_ManyUpdatesAndDeletes_StaleEntriesAreSwept()
    {
        var table = new EntityTable(3, new EntitySchema(EntitySpecs.Contact, FieldNames.Common));
        var known = table.Schema.WellKnown;
        for (var number = 1; number <= 100; number++)
        {
            var record = table.NewRecord();
            record.Id = table.TakeId();
            record[known.OriginId] = FieldValue.OfText("K" + number);
            record[known.UpdatedTime] = FieldValue.OfMoment(number);
            table.Put(record);
        }

        for (var round = 1; round <= 200; round++)
        {
            for (var id = 1; id <= 100; id++)
            {
                var before = table.Load(id)!;
                var after = before.Copy();
                after[known.OriginId] = FieldValue.OfText($"K{id}-{round}");
                after[known.UpdatedTime] = FieldValue.OfMoment(1000 + round);
                table.Replace(before, after);
            }
        }

        table.Delete(50);
        var found = new List<int>();
        table.Collect(known.OriginId, "K7-200", found);

        found.Should().Equal(7);
        table.ByUpdated.Count.Should().BeLessThan(3000);
        table.Count.Should().Be(99);
    }
}
