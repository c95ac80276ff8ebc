using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs;

/// <summary>
/// Gathers the records of a batch from its rows. Several rows may carry one record: the newest by cursor makes it, the others end as skipped. Pure.
/// </summary>
internal static class RecordGatherer
{
    public static void Gather(Batch batch, RunContext context)
    {
        foreach (var row in batch.Rows)
        {
            for (var flow = 0; flow < row.Mapped.Length; flow++)
            {
                switch (row.Mapped[flow])
                {
                    case MapResult.Mapped mapped:
                        Put(batch.Records[flow], row, flow, mapped, context.Targets[flow].Mapper);
                        break;
                    case MapResult.Skip:
                        row.Outcomes[flow] = Outcome.Skipped;
                        break;
                    case MapResult.Reject reject:
                        row.Outcomes[flow] = Outcome.Rejected;
                        row.Error ??= string.Join(" ", reject.Problems.Select(problem => problem.Field + ": " + problem.Reason));
                        break;
                }
            }
        }
    }

    private static void Put(Dictionary<string, RecordWork> records, RowWork row, int flow, MapResult.Mapped mapped, IFlowMapper mapper)
    {
        if (records.TryGetValue(mapped.Key, out var known))
        {
            if (known.Version is not null && string.CompareOrdinal(known.Version, row.Row.Version) > 0)
            {
                known.Carriers.Add(row.Row.Key);
                return;
            }
        }

        var match = mapper.MatchValues(mapped.Values);
        var record = new RecordWork(flow, mapped.Key, Planner.ForCreate(mapper.Rules, mapped.Values), row.Row.Key, row.Row.Version)
        {
            Match = match,
            MatchValues = MatchText.Of(match),
        };
        if (known is not null)
        {
            record.Carriers.AddRange(known.Carriers);
            record.Carriers.Add(known.RowKey);
        }

        records[mapped.Key] = record;
    }
}
