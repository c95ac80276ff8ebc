using System.Globalization;
using System.Text;
using Pragmatika.Portal.Exports;

namespace Pragmatika.Tests.Portal.Exports;

public sealed class CsvExportTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 5, 12, 0, 1, TimeSpan.FromHours(3));

    [Fact]
    public async Task Write_Russian_SemicolonsDecimalCommaAndDatesWithAMark()
    {
        var bytes = await BytesAsync("ru", new Line("Анна", 1250.5m, Noon));

        bytes.Take(3).Should().Equal(0xEF, 0xBB, 0xBF);
        Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Should().Be("Имя;Сумма;Когда\r\nАнна;1250,5;05.03.2026 12:00:01\r\n");
    }

    [Fact]
    public async Task Write_English_CommasAndDecimalPoint() =>
        (await TextAsync("en", new Line("Anna, Ann", 1250.5m, Noon))).Should().EndWith("\"Anna, Ann\",1250.5,2026-03-05 12:00:01\r\n");

    [Theory]
    [InlineData("=1+1", "\"\t=1+1\"")]
    [InlineData("  =1+1", "\"\t  =1+1\"")]
    [InlineData("@SUM(A1)", "\"\t@SUM(A1)\"")]
    [InlineData("+7 (921) ***-**-67", "\"\t+7 (921) ***-**-67\"")]
    [InlineData("-2+3", "\"\t-2+3\"")]
    [InlineData("\uFF1D1+1", "\"\t\uFF1D1+1\"")]
    [InlineData("\t=1", "\"\t\t=1\"")]
    [InlineData("\"=1\"", "\"\"\"=1\"\"\"")]
    [InlineData("007815", "\"\t007815\"")]
    [InlineData("12345678901234567890", "\"\t12345678901234567890\"")]
    [InlineData("-12,5", "-12,5")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("1030", "1030")]
    [InlineData("0", "0")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a, b", "a, b")]
    public async Task Write_WhatASpreadsheetWouldComputeOrCut_StaysATextWithoutAnApostrophe(string name, string cell) =>
        (await TextAsync("ru", new Line(name, null, null))).Should().EndWith($"\r\n{cell};;\r\n").And.NotContain("'");

    private static async Task<string> TextAsync(string culture, Line line) => Encoding.UTF8.GetString(await BytesAsync(culture, line));

    private static async Task<byte[]> BytesAsync(string culture, Line line)
    {
        using var target = new MemoryStream();
        await CsvExport.WriteAsync(target, Sheet(line), CultureInfo.GetCultureInfo(culture), CancellationToken.None);
        return target.ToArray();
    }

    internal static ExportSheet Sheet(params Line[] lines) => new ExportTable<Line>()
        .Text("Имя", line => line.Name)
        .Number("Сумма", line => line.Sum)
        .Moment("Когда", line => line.At)
        .Sheet("list", lines);

    internal sealed record Line(string? Name, decimal? Sum, DateTimeOffset? At);
}
