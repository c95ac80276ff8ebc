using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Pragmatika.Tests.Support.LongestFirst", "Pragmatika.Tests")]

// Many tests wait for others: a browser, a process, a portal that says when to come again. Two at once left the processors idle.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Pragmatika.Tests.Support;

/// <summary>Classes that take long begin first, so that none of them is alone at the end. Every other class keeps the order it was found in.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <summary>Parts of names, the longest first.</summary>
    private static readonly string[] Long =
        [".RealStormTests", ".FailoverTests", ".EveryPageTests", ".CrashTests", ".Runs.WeatherTests", ".SchedulerTests", ".EndToEnd.", ".Browser.", ".Storms.", ".CommentTests"];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Rank(collection.DisplayName));

    private static int Rank(string name) =>
        Array.FindIndex(Long, part => name.Contains(part, StringComparison.Ordinal)) is var rank and >= 0 ? rank : Long.Length;
}
