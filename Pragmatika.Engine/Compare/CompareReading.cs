using System.Runtime.CompilerServices;
using Pragmatika.Engine.Runs.Repair;

namespace Pragmatika.Engine.Compare;

public static class CompareReading
{
    private const int PageFindings = 1000;

    /// <summary>All findings that fit, in order, a page at a time.</summary>
    public static async IAsyncEnumerable<CompareFinding> AllAsync(
        this ICompareService compare, Guid id, FindingFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        IReadOnlyList<CompareFinding> page;
        long after = 0;
        do
        {
            page = await compare.FindingsAsync(id, filter, after, PageFindings, cancellationToken);
            foreach (var finding in page)
            {
                yield return finding;
                after = finding.Number;
            }
        }
        while (page.Count == PageFindings);
    }
}
