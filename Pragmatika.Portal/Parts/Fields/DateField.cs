using MudBlazor;
using MudBlazor.Utilities.Exceptions;

namespace Pragmatika.Portal.Parts.Fields;

/// <summary>A date, chosen or typed: <c>31.12.2025</c>, <c>1.2.26</c>, <c>31/12/2025</c>, <c>31122025</c>, ISO.</summary>
public sealed class DateField : MudDatePicker
{
    public DateField()
    {
        Variant = Variant.Outlined;
        Margin = Margin.Dense;
        Editable = true;
        ShowToolbar = false;
        AutoClose = true;
        Placeholder = "дд.мм.гггг";
        FirstDayOfWeek = DayOfWeek.Monday;
    }

    protected override IConverter<DateTime?, string?> GetDefaultConverter() => new Typed();

    private sealed class Typed : IReversibleConverter<DateTime?, string?>
    {
        public string? Convert(DateTime? value) => value is { } date ? TypedDates.Write(date) : null;

        public DateTime? ConvertBack(string? value) => string.IsNullOrWhiteSpace(value)
            ? null
            : TypedDates.Read(value) ?? throw new ConversionException("Converter_InvalidDateTime", [], null);
    }
}
