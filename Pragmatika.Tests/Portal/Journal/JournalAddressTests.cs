using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Features.Journal;

namespace Pragmatika.Tests.Portal.Journal;

public sealed class JournalAddressTests
{
    [Fact]
    public void ToString_EverythingSet_ReadsBackTheSame()
    {
        var run = Guid.Parse("0b7f6c0e-5a3e-4a7e-9a54-6c2f0c1d2e3f");
        var address = new JournalAddress
        {
            Filter = new JournalFilter { Exchange = "customers", RunId = run, MinLevel = JournalLevel.Warning, Kind = JournalKind.RestCall, Text = "ВАЗ & co" },
            IsHistory = true,
            Before = 812,
        };

        var query = System.Web.HttpUtility.ParseQueryString(new Uri("http://portal" + address).Query);

        JournalAddress.Read(query["exchange"], query["run"], query["level"], query["kind"], query["q"], query["mode"], query["before"]).Should().Be(address);
    }

    [Fact]
    public void ToString_NothingSet_IsThePlainPage() => new JournalAddress().ToString().Should().Be("/journal");

    [Theory]
    [InlineData("17", "shouting", "-5")]
    [InlineData("", "99", "abc")]
    public void Read_ValuesNobodyKnows_AreLeftOut(string run, string level, string before) =>
        JournalAddress.Read(null, run, level, level, " ", "sideways", before).Should().Be(new JournalAddress());
}
