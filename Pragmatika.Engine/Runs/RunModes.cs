namespace Pragmatika.Engine.Runs;

public static class RunModes
{
    /// <summary>True for runs that go over all rows that may have changed; the others look at chosen records only and say nothing about the rest.</summary>
    public static bool GoesOverAllRows(this RunMode mode) => mode is RunMode.Incremental or RunMode.Full;
}
