using Pragmatika.Engine.Compare;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;
using Pragmatika.Portal.Exports;
using Pragmatika.Portal.Naming;

namespace Pragmatika.Portal.Features.Compare;

/// <summary>Findings of a comparison as a file, one line for each field. Phones and e-mails are masked.</summary>
public static class FindingSheet
{
    private static readonly FieldDifference NoField = new(string.Empty, string.Empty, string.Empty);

    private static string NameOf(CompareReport report) => FormattableString.Invariant($"{report.Exchange}-{report.StartedAt:yyyyMMdd-HHmm}-compare");

    public static ExportSheet Of(CompareReport report, IAsyncEnumerable<CompareFinding> findings, Titles titles) => new ExportTable<(CompareFinding Finding, FieldDifference Field)>()
        .Number(new Message("№", "No.").ToString(), line => line.Finding.Number)
        .Text(new Message("Вид", "Kind").ToString(), line => Kind(line.Finding.Kind).ToString(), 18)
        .Text(new Message("Поток", "Flow").ToString(), line => titles.Flow(report.Exchange, line.Finding.Flow), 16)
        .Text(new Message("Ключ", "Key").ToString(), line => line.Finding.Key)
        .Number(new Message("Номер в CRM", "CRM id").ToString(), line => line.Finding.CrmId)
        .Text(new Message("Поле", "Field").ToString(), line => line.Field.Field.Length == 0 ? null : titles.Field(report.Exchange, line.Finding.Flow, line.Field.Field))
        .Text(new Message("В таблице", "In the table").ToString(), line => titles.OfFinding(report.Exchange, line.Finding.Flow, line.Field.Field, line.Field.Sql))
        .Text(new Message("В Битрикс24", "In Bitrix24").ToString(), line => titles.OfFinding(report.Exchange, line.Finding.Flow, line.Field.Field, line.Field.Crm))
        .Sheet(NameOf(report), findings.SelectMany(finding => finding.Fields.DefaultIfEmpty(NoField).Select(field => (finding, field))));

    private static Message Kind(DifferenceKind kind) => kind switch
    {
        DifferenceKind.Missing => new("нет в Битрикс24", "missing"),
        DifferenceKind.Extra => new("лишняя", "extra"),
        DifferenceKind.Doubled => new("двойник", "doubled"),
        _ => new("отличается", "different"),
    };
}
