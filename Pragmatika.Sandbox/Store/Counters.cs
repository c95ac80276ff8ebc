namespace Pragmatika.Sandbox.Store;

/// <summary>The last number given out for each thing that has numbers of its own.</summary>
public sealed class Counters
{
    public int Communication { get; set; }

    public int UserField { get; set; }

    public int Choice { get; set; }

    public int Category { get; set; }

    public int Subscription { get; set; }

    public int OfflineEvent { get; set; }

    public int Process { get; set; }

    public int Type { get; set; }

    public int File { get; set; }

    public int ProductRow { get; set; }

    public int EntityType { get; set; } = 1028;

    /// <summary>Smart processes made by hand take even numbers from 1030.</summary>
    public int NextEntityType() => EntityType += 2;
}
