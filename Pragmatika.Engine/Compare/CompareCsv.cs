using System.Globalization;
using System.Runtime.CompilerServices;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Privacy;
using Pragmatika.Engine.Runs.Repair;
using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Engine.Compare;

/// <summary>Findings of a comparison as CSV, one line for each field, with a header in the current language. Phones and e-mails are masked.</summary>
public static class CompareCsv
{
    private const int PageFindings = 1000;

    /// <summary>All findings of a kind (null: of any), in order, a page at a time.</summary>
    public static async IAsyncEnumerable<CompareFinding> AllAsync(
        this ICompareService compare, Guid id, DifferenceKind? kind, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<CompareFinding> page;
        long after = 0;
        do
        {
            page = await compare.FindingsAsync(id, kind, after, PageFindings, cancellationToken);
            foreach (var finding in page)
            {
                yield return finding;
                after = finding.Number;
            }
        }
        while (page.Count == PageFindings);
    }

    /// <summary>Writes as it reads; leaves <paramref name="target"/> open.</summary>
    public static async Task WriteAsync(Stream target, IAsyncEnumerable<CompareFinding> findings, CancellationToken cancellationToken)
    {
        await using var lines = new CsvLines(target);
        await lines.WriteAsync([.. CompareTexts.Columns.Select(column => column.With())], cancellationToken);
        await foreach (var finding in findings.WithCancellation(cancellationToken))
        {
            foreach (var field in finding.Fields.DefaultIfEmpty(new FieldDifference(string.Empty, string.Empty, string.Empty)))
            {
                await lines.WriteAsync(Cells(finding, field), cancellationToken);
            }
        }
    }

    private static string?[] Cells(CompareFinding finding, FieldDifference field) =>
    [
        finding.Number.ToString(CultureInfo.InvariantCulture), CompareTexts.Of(finding.Kind).With(), finding.Flow, finding.Key, finding.CrmId?.ToString(CultureInfo.InvariantCulture),
        field.Field, PersonalText.Mask(field.Sql), PersonalText.Mask(field.Crm),
    ];
}
