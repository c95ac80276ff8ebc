using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>Makes the execution of a run that was let in.</summary>
internal sealed class RunFactory(
    Sides sides, RunOpener opener, EarlierRuns earlier, IEngineStore store, IOptions<RunLeaseOptions> leasing, TimeProvider time, ILogger<RunExecution> logger)
{
    public RunExecution Create(RunOrder order) =>
        new(order, new RunLease(store, order.Record, order.Lease, leasing.Value, time, logger), sides, opener, earlier, time, logger);
}
