using System.Text;
using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Tests.Engine.Compare;

public sealed class CompareCsvTests
{
    [Fact]
    public async Task Write_EachFieldALine_MasksPhonesAndDisarmsFormulas()
    {
        using var target = new MemoryStream();
        var finding = new CompareFinding
        {
            Number = 1,
            Kind = DifferenceKind.Different,
            Flow = "contacts",
            Key = "=HYPERLINK(1)",
            CrmId = 5,
            Fields = [new("comments", "звонить +79210000012", "a,b"), new("name", "Анна", "")],
        };

        await CompareCsv.WriteAsync(target, new[] { finding, new CompareFinding { Number = 2, Kind = DifferenceKind.Missing, Flow = "deals", Key = "d1" } }.ToAsyncEnumerable(), default);

        var lines = Encoding.UTF8.GetString(target.ToArray()).Split("\r\n");
        lines[0].Should().EndWith("В SQL,В Битрикс24");
        lines[1].Should().StartWith("1,отличается,contacts,'=HYPERLINK(1),5,comments,").And.EndWith(",\"a,b\"").And.NotContain("9210000012");
        lines[2].Should().Be("1,отличается,contacts,'=HYPERLINK(1),5,name,Анна,");
        lines[3].Should().Be("2,нет в Битрикс24,deals,d1,,,,");
    }
}
