using Microsoft.Extensions.Options;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>Decides whether a run may start, and takes the lease of its exchange for it.</summary>
internal sealed class RunAdmission(
    IExchangeCatalog catalog, IDefinitionValidator validator, EarlierRuns earlier, IEngineStore store, IOptions<RunLeaseOptions> leasing, TimeProvider time)
{
    /// <summary>Throws <see cref="RunRefusedException"/>.</summary>
    public async Task<RunOrder> AdmitAsync(RunRequest request, CancellationToken cancellationToken)
    {
        var stored = await catalog.FindAsync(request.Exchange, cancellationToken)
            ?? throw new RunRefusedException(RunTexts.NoExchange.With(request.Exchange), []);
        var problems = validator.Validate(stored.Definition);
        if (problems.Count > 0)
        {
            throw new RunRefusedException(RunTexts.BadDefinition.With(request.Exchange, problems.Count), problems);
        }

        if (request.Mode == RunMode.Heard && stored.Definition.Flows.Any(flow => flow.Born is not null))
        {
            request = request with { Mode = RunMode.Incremental }; // rows for records born in the CRM are made only after the table's own new rows have found theirs
        }

        await earlier.CheckAsync(request, cancellationToken);
        var record = Record(request);
        var lease = await store.TakeLeaseAsync(record, leasing.Value.Duration, cancellationToken)
            ?? throw new RunRefusedException(RunTexts.AlreadyRunning.With(request.Exchange), []) { IsUnderWay = true };
        return new RunOrder(stored.Definition, request, record, lease);
    }

    private RunRecord Record(RunRequest request) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        Exchange = request.Exchange,
        Mode = request.Mode,
        IsDryRun = request.DryRun,
        State = RunState.Running,
        StartedAt = time.GetUtcNow(),
        StartedBy = request.StartedBy,
        Of = request.Of,
    };
}
