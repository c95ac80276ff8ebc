namespace Pragmatika.Portal.Exports;

/// <summary>One value of an exported list, still typed: how it is printed is the file's affair. Moments are the visitor's own time already.</summary>
public readonly record struct ExportCell
{
    public string? Text { get; private init; }

    public decimal? Number { get; private init; }

    public DateTime? Moment { get; private init; }

    public bool IsEmpty => Text is null && Number is null && Moment is null;

    public static ExportCell Of(string? text) => new() { Text = string.IsNullOrEmpty(text) ? null : text };

    public static ExportCell Of(decimal? number) => new() { Number = number };

    public static ExportCell Of(DateTimeOffset? moment) => new() { Moment = moment?.DateTime };

    public static implicit operator ExportCell(string? text) => Of(text);

    public static implicit operator ExportCell(long number) => Of(number);

    public static implicit operator ExportCell(long? number) => Of((decimal?)number);

    public static implicit operator ExportCell(decimal number) => Of(number);
}
