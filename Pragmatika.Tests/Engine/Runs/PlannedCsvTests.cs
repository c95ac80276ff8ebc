using System.Text;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Tests.Support;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Engine.Runs;

public sealed class PlannedCsvTests
{
    [Fact]
    public async Task Write_Changes_OneLineAFieldMaskedWithMarkAndCrLf()
    {
        var bytes = await BytesAsync(FakePlannedChanges.OneOfEach());
        var lines = Encoding.UTF8.GetString(bytes, 3, bytes.Length - 3).Split("\r\n");

        bytes.Take(3).Should().Equal(0xEF, 0xBB, 0xBF);
        lines.Should().HaveCount(8).And.EndWith(string.Empty);
        lines[0].Should().Be("№,Поток,Ключ,ID в CRM,Действие,Запись,Поле,Было,Станет,Почему");
        lines[1].Should().Be("1,contacts,00-000201,,создать,Сидорова Мария,name,,Мария,Ключ ещё не связан");
        lines[3].Should().StartWith("2,contacts,00-000117,4117,изменить,Петров Иван,phone,'+7").And.NotContain("9210000012");
        lines[5].Should().Be("4,deals,00-000119,,спросить,Петров Пётр,,,,\"Подходят несколько записей Битрикс24 (118, 2041)\"");
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("\tx", "'\tx")]
    [InlineData("-12.5", "-12.5")]
    [InlineData("a \"b\"", "\"a \"\"b\"\"\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    public async Task Write_TextOfASpreadsheetFormula_IsMadeHarmless(string title, string cell)
    {
        var bytes = await BytesAsync([FakePlannedChanges.OneOfEach()[2] with { Title = title, Why = "why" }]);

        Encoding.UTF8.GetString(bytes).Should().Contain($"связать,{cell},,,,why\r\n");
    }

    private static async Task<byte[]> BytesAsync(IReadOnlyList<PlannedChange> changes)
    {
        using var culture = new InCulture("ru");
        using var target = new MemoryStream();
        await PlannedCsv.WriteAsync(target, changes.ToAsyncEnumerable(), CancellationToken.None);
        return target.ToArray();
    }
}
