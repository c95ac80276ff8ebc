using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>Rows that are planned, delivered and committed together.</summary>
internal sealed class Batch(int flows)
{
    public List<RowWork> Rows { get; } = [];

    /// <summary>Counters of rows that needed no plan.</summary>
    public RunCounters[] Unchanged { get; } = new RunCounters[flows];

    public long RowsRead { get; private set; }

    /// <summary>Cursor after the last row.</summary>
    public string? Next { get; private set; }

    /// <summary>Records by key, one dictionary per flow.</summary>
    public Dictionary<string, RecordWork>[] Records { get; } = Enumerable.Range(0, flows).Select(_ => new Dictionary<string, RecordWork>(StringComparer.Ordinal)).ToArray();

    public IEnumerable<RecordWork> AllRecords => Records.SelectMany(flow => flow.Values);

    /// <summary>Links read for this batch; null until it is prepared.</summary>
    public LinkPrefetch? Links { get; set; }

    /// <summary>Entity types of which the CRM holds records that this exchange did not make.</summary>
    public IReadOnlySet<int> ForeignEntities { get; set; } = new HashSet<int>();

    public List<Change> Changes { get; } = [];

    /// <summary>Stored links of other keys to records that this batch updates.</summary>
    public List<Link> Siblings { get; } = [];

    public void Add(SiftedPage page)
    {
        Rows.AddRange(page.Changed);
        RowsRead += page.Rows;
        Next = page.Next;
        for (var flow = 0; flow < Unchanged.Length; flow++)
        {
            Unchanged[flow] += page.Unchanged[flow];
        }
    }
}
