using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Settling;

internal static class RunCommits
{
    /// <summary>A commit under the run's lease that stores the run as it stands now; whoever asks for it says what else goes into it.</summary>
    public static BatchCommit Commit(this RunContext context, RunProgress progress) => new() { Exchange = context.Exchange, Run = progress.Record, Fence = context.Lease.Fence };
}
