using System.IO.Compression;
using System.Xml.Linq;
using Pragmatika.Portal.Exports;

namespace Pragmatika.Tests.Portal.Exports;

public sealed class XlsxExportTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Fact]
    public async Task Write_TypedValues_StayNumbersAndMomentsAndTextsAreNoFormulas()
    {
        var book = await BookAsync(100, new CsvExportTests.Line("=1+1\u0001", 1250.5m, new DateTimeOffset(2026, 3, 5, 12, 0, 0, TimeSpan.Zero)));

        var cells = Rows(book, 1)[1].Elements(Main + "c").ToList();
        cells[0].Value.Should().Be("=1+1", "a text is a text, and a control character is none of XML");
        cells[1].Element(Main + "v")!.Value.Should().Be("1250.5");
        cells[2].Element(Main + "v")!.Value.Should().Be("46086.5", "days since 1900");
        Entry(book, "xl/worksheets/sheet1.xml").Descendants(Main + "f").Should().BeEmpty();
    }

    [Fact]
    public async Task Write_MoreRowsThanAWorksheetHolds_GoesOnInTheNextWithItsTitles()
    {
        var book = await BookAsync(3, [.. Enumerable.Range(1, 5).Select(number => new CsvExportTests.Line("line", number, null))]);

        Rows(book, 1).Should().HaveCount(3);
        Rows(book, 3).Should().HaveCount(2);
        Rows(book, 3)[0].Value.Should().Be("ИмяСуммаКогда");
        Rows(book, 3)[1].Value.Should().Be("line5");
    }

    [Fact]
    public async Task Write_NoRows_HasTheTitles() => Rows(await BookAsync(100), 1).Should().ContainSingle().Which.Value.Should().Be("ИмяСуммаКогда");

    /// <summary>Written to a stream that can only be written to, as an answer is.</summary>
    private static async Task<ZipArchive> BookAsync(int mostRows, params CsvExportTests.Line[] lines)
    {
        var kept = new MemoryStream();
        await using (var forwards = new GZipStream(kept, CompressionMode.Compress, leaveOpen: true))
        {
            await XlsxExport.WriteAsync(forwards, CsvExportTests.Sheet(lines), mostRows, CancellationToken.None);
        }

        kept.Position = 0;
        var book = new MemoryStream();
        await using var unpacked = new GZipStream(kept, CompressionMode.Decompress);
        await unpacked.CopyToAsync(book);
        return new ZipArchive(book, ZipArchiveMode.Read);
    }

    private static List<XElement> Rows(ZipArchive book, int sheet) => [.. Entry(book, $"xl/worksheets/sheet{sheet}.xml").Descendants(Main + "row")];

    private static XDocument Entry(ZipArchive book, string name)
    {
        using var stream = book.GetEntry(name)!.Open();
        return XDocument.Load(stream);
    }
}
