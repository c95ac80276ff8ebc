
namespace Pragmatika.Engine.Runs.Repair;

/// <summary>What is remembered of comparisons, for the runs that repair what they found.</summary>
internal sealed class RepairMemory(IRepairFindings findings)
{
    public IRepairFindings Findings => findings;

    /// <summary>Throws <see cref="RunRefusedException"/> when the report is not there, or of another exchange.</summary>
    public async Task CheckAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var compared = request is { Of: { } of, Repair: not null } ? await findings.ExchangeOfAsync(of.Run, cancellationToken) : null;
        if (compared != request.Exchange)
        {
            throw new RunRefusedException(RepairTexts.NoReport.With(request.Of?.Run), []);
        }
    }
}
