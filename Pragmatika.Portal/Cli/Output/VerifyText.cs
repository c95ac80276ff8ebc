using Pragmatika.Engine.Runs.Verify;

namespace Pragmatika.Portal.Cli.Output;

/// <summary>A comparison for people: the verdict, then the first differences.</summary>
internal static class VerifyText
{
    public static void Write(TextWriter output, VerifyReport report)
    {
        var total = report.Total;
        output.WriteLine(total.AreClean
            ? CliTexts.Get("VerifyClean", total.Records, report.Seconds)
            : CliTexts.Get("VerifyDirty", total.Missing, total.Extra, total.Doubled, total.Different, total.Records, report.Seconds));
        if (total.Waiting > 0)
        {
            output.WriteLine(CliTexts.Get("ShowDeadLetters", total.Waiting));
        }

        foreach (var difference in report.Differences)
        {
            output.WriteLine($"  {difference.Flow} {difference.Key} ({difference.CrmId?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"}): {CliTexts.Get("Verify" + difference.Kind)}");
            foreach (var field in difference.Fields)
            {
                output.WriteLine($"      {field.Field}: SQL «{field.Sql}», CRM «{field.Crm}»");
            }
        }
    }
}

/// <summary>A comparison as <c>--json</c> prints it: the totals stand at the top.</summary>
internal sealed record VerifyJson(
    string Exchange,
    long Rows,
    long Records,
    long Missing,
    long Extra,
    long Doubled,
    long Different,
    long Waiting,
    IReadOnlyDictionary<string, VerifyCounters> Flows,
    IReadOnlyList<RecordDifference> Differences,
    double Seconds)
{
    public static VerifyJson Of(VerifyReport report)
    {
        var total = report.Total;
        return new(
            report.Exchange, report.Rows, total.Records, total.Missing, total.Extra, total.Doubled, total.Different, total.Waiting, report.Flows, report.Differences, report.Seconds);
    }
}
