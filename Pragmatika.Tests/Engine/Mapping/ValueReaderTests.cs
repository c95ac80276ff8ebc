using System.Globalization;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class ValueReaderTests
{
    private static readonly Guid Sample = Guid.Parse("0e761abe-4e88-11f1-9c28-0050b666dffa");

    public static TheoryData<object?, string, ValueKind> Raw => new()
    {
        { null, "", ValueKind.None },
        { DBNull.Value, "", ValueKind.None },
        { "", "", ValueKind.None },
        { "   ", "", ValueKind.None },
        { "00012   ", "00012", ValueKind.Text },
        { "  a", "  a", ValueKind.Text },
        { 5L, "5", ValueKind.Number },
        { 5, "5", ValueKind.Number },
        { (short)5, "5", ValueKind.Number },
        { (byte)5, "5", ValueKind.Number },
        { 5u, "5", ValueKind.Number },
        { 1000.00m, "1000", ValueKind.Number },
        { 0.1, "0.1", ValueKind.Number },
        { 1.5f, "1.5", ValueKind.Number },
        { true, "true", ValueKind.Flag },
        { new byte[] { 0 }, "false", ValueKind.Flag },
        { new byte[] { 1 }, "true", ValueKind.Flag },
        { Array.Empty<byte>(), "", ValueKind.None },
        { new byte[] { 0, 0, 0, 1, 0xab, 0, 0, 0 }, "00000001ab000000", ValueKind.Text },
        { Sample, "0e761abe-4e88-11f1-9c28-0050b666dffa", ValueKind.Text },
        { Guid.Empty, "", ValueKind.None },
        { new byte[16], "", ValueKind.None },
        { new DateTime(2024, 8, 30), "2024-08-30", ValueKind.Date },
        { new DateOnly(2024, 8, 30), "2024-08-30", ValueKind.Date },
        { new DateTime(2024, 8, 30, 9, 5, 7), "2024-08-30T06:05:07Z", ValueKind.Moment },
        { new DateTime(2024, 8, 30, 9, 5, 7, DateTimeKind.Utc), "2024-08-30T09:05:07Z", ValueKind.Moment },
        { new DateTimeOffset(2024, 8, 30, 9, 5, 7, TimeSpan.FromHours(2)), "2024-08-30T07:05:07Z", ValueKind.Moment },
        { new DateTime(1, 1, 1), "", ValueKind.None },
        { new DateTime(1, 1, 1, 10, 30, 0), "", ValueKind.None },
        { new DateTime(1753, 1, 1), "", ValueKind.None },
        { new DateTime(1900, 1, 1), "", ValueKind.None },
        { new DateTime(2001, 1, 1), "2001-01-01", ValueKind.Date },
        { new TimeSpan(1, 2, 3), "01:02:03", ValueKind.Text },
    };

    [Theory]
    [MemberData(nameof(Raw))]
    public void Read_ProviderValue_HasItsCanonicalForm(object? raw, string text, ValueKind kind)
    {
        var made = new ValueReader(new Formats()).Read(raw);

        made.Trouble.Should().BeNull();
        made.Value.ToString().Should().Be(text);
        made.Value.Kind.Should().Be(kind);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void Read_NumberBeyondDecimal_IsTrouble(double raw) => new ValueReader(new Formats()).Read(raw).Trouble.Should().NotBeNull();

    /// <summary>MS SQL with the 2000 years of 1C.</summary>
    [Theory]
    [InlineData("4024-02-29T00:00:00", "2024-02-29")]
    [InlineData("3980-05-21T00:00:00", "1980-05-21")]
    [InlineData("4024-08-30T09:05:07", "2024-08-30T06:05:07Z")]
    [InlineData("2001-01-01T00:00:00", "")]
    [InlineData("2001-01-01T10:00:00", "")]
    [InlineData("1753-01-01T00:00:00", "")]
    [InlineData("0001-01-01T00:00:00", "")]
    public void Read_DateWithYearOffset_LosesIt(string raw, string text) =>
        new ValueReader(new Formats { YearOffset = 2000 }).Read(DateTime.Parse(raw, CultureInfo.InvariantCulture)).Value.ToString().Should().Be(text);

    [Theory]
    [InlineData("4024-02-29 00:00:00", "2024-02-29")]
    [InlineData("2001-01-01 00:00:00", "")]
    [InlineData("30.08.2024", "2024-08-30")]
    public void TryParse_TextWithYearOffset_LosesItOnlyWhereItWasAdded(string text, string expected)
    {
        new DateText(new Formats { YearOffset = 2000 }).TryParse(text, out var value).Should().BeTrue();

        value.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("2024-08-30T09:05:07", "2024-08-30T06:05:07Z")]
    [InlineData("2024-08-30 09:05:07", "2024-08-30T06:05:07Z")]
    [InlineData("2024-08-30 09:05:07.123", "2024-08-30T06:05:07Z")]
    [InlineData("2024-08-30T09:05:07+05:00", "2024-08-30T04:05:07Z")]
    [InlineData("2024-08-30T09:05:07Z", "2024-08-30T09:05:07Z")]
    [InlineData("2024-08-30", "2024-08-30")]
    [InlineData("30.08.2024 0:00:00", "2024-08-30")]
    [InlineData("30.08.2024 09:05:07", "2024-08-30T06:05:07Z")]
    [InlineData(" 30.08.2024 ", "2024-08-30")]
    [InlineData("1.2.2024", "2024-02-01")]
    [InlineData("20240830090507", "2024-08-30T06:05:07Z")]
    [InlineData("01.01.0001 0:00:00", "")]
    [InlineData("01.01.0001 12:30:00", "")]
    [InlineData("01.01.1753", "")]
    public void TryParse_DateText_IsRead(string text, string expected)
    {
        new DateText(new Formats()).TryParse(text, out var value).Should().BeTrue();

        value.ToString().Should().Be(expected);
    }

    [Theory]
    [InlineData("31.02.2024")]
    [InlineData("2024-13-01")]
    [InlineData("сегодня")]
    [InlineData("")]
    [InlineData("5")]
    public void TryParse_NotADate_IsRefused(string text) => new DateText(new Formats()).TryParse(text, out _).Should().BeFalse();

    [Fact]
    public void TryParse_AnyDayByEachPattern_ComesBack()
    {
        var random = new Random(7);
        foreach (var pattern in new Formats().DatePatterns)
        {
            var dates = new DateText(new Formats(), [pattern]);
            for (var count = 0; count < 200; count++)
            {
                var day = new DateOnly(1901, 1, 1).AddDays(random.Next(60_000));
                var text = day.ToDateTime(TimeOnly.MinValue).ToString(pattern, CultureInfo.InvariantCulture);

                dates.TryParse(text, out var value).Should().BeTrue();
                value.Should().Be(Value.Date(day));
            }
        }
    }

    [Theory]
    [InlineData(GuidBytes.Binary1C, "9C280050B666DFFA11F14E880E761ABE")]
    [InlineData(GuidBytes.BinaryNet, "BE1A760E884EF1119C280050B666DFFA")]
    public void Read_GuidBytes_ObeyTheConnectionsOrder(GuidBytes order, string stored) =>
        new ValueReader(new Formats { GuidBytes = order }).Read(Convert.FromHexString(stored)).Value.ToString().Should().Be(Sample.ToString());

    [Theory]
    [InlineData("0x9C280050B666DFFA11F14E880E761ABE", GuidBytes.Binary1C)]
    [InlineData("BE1A760E884EF1119C280050B666DFFA", GuidBytes.BinaryNet)]
    [InlineData("0E761ABE4E8811F19C280050B666DFFA", GuidBytes.Hex32)]
    [InlineData("{0E761ABE-4E88-11F1-9C28-0050B666DFFA}", GuidBytes.Binary1C)]
    public void GuidText_OfAnyForm_IsRead(string text, GuidBytes order)
    {
        GuidText.TryRead(text, order, out var guid).Should().BeTrue();

        guid.Should().Be(Sample);
    }

    [Fact]
    public void GuidText_WrittenIn1COrder_ComesBack()
    {
        var random = new Random(3);
        var bytes = new byte[16];
        for (var count = 0; count < 100; count++)
        {
            random.NextBytes(bytes);
            GuidText.TryRead(bytes, GuidBytes.Binary1C, out var guid).Should().BeTrue();

            GuidText.Write(guid, GuidBytes.Binary1C).Should().Equal(bytes);
        }
    }
}
