using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using Pragmatika.Portal.Parts.Fields;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Parts.Fields;

public sealed partial class FieldTests : PageContext
{
    [Theory]
    [InlineData("1250,50", 1250.50)]
    [InlineData("0,5", 0.5)]
    [InlineData("1 250,50", 1250.50)]
    [InlineData("-3,25", -3.25)]
    public void Number_TypedInRussian_KeepsItsComma(string typed, double number)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ru-RU");
        decimal? seen = null;
        var field = Render<NumberField<decimal?>>(parameters => parameters.Add(number => number.Label, "Сумма").Add(number => number.ValueChanged, value => seen = value));

        field.Find("input").Change(typed);

        seen.Should().Be((decimal)number);
    }

    [Theory]
    [InlineData("1.2.26", "2026-02-01")]
    [InlineData("31/12/2025", "2025-12-31")]
    public void Date_TypedInRussian_IsTaken(string typed, string day)
    {
        DateTime? seen = null;
        var field = Render<DateField>(parameters => parameters.Add(date => date.Label, "С").Add(date => date.DateChanged, value => seen = value));

        field.Find("input").Change(typed);

        seen.Should().Be(DateTime.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Date_NoDateTyped_IsRefusedInRussian()
    {
        var field = Render<DateField>(parameters => parameters.Add(date => date.Label, "С"));

        field.Find("input").Change("завтра");

        field.Markup.Should().Contain("Это не дата");
    }

    /// <summary>The bare field loses digits under ru-RU, the bare date refuses what people type: pages take ours.</summary>
    [Fact]
    public void Markup_NoPage_UsesTheBareNumberOrDate()
    {
        var folder = Path.Combine(Repository.Root, "Pragmatika.Portal");
        var files = Directory.EnumerateFiles(folder, "*.razor", SearchOption.AllDirectories).ToList();

        files.Should().HaveCountGreaterThan(50);
        files.Where(file => Bare().IsMatch(File.ReadAllText(file))).Should().BeEmpty();
    }

    [GeneratedRegex("<(MudNumericField|MudDatePicker|MudDateRangePicker)\\b", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
