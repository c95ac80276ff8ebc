using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Opening;

namespace Pragmatika.Engine.Runs.Reading;

/// <summary>
/// Gathers the records of a batch from its rows. Several rows may carry one record: the newest by cursor makes it, the others end as skipped. Pure.
/// </summary>
internal static class RecordGatherer
{
    public static void Gather(Batch batch, RunContext context)
    {
        for (var order = 0; order < batch.Rows.Count; order++)
        {
            var row = batch.Rows[order];
            for (var flow = 0; flow < row.Mapped.Length; flow++)
            {
                switch (row.Mapped[flow])
                {
                    case MapResult.Mapped mapped:
                        Put(batch.Records[flow], row, order, mapped, context.Targets[flow]);
                        break;
                    case MapResult.Skip:
                        row.Outcomes[flow] = Outcome.Skipped;
                        break;
                    case MapResult.Reject reject:
                        row.Outcomes[flow] = Outcome.Rejected;
                        row.Error ??= ProblemText.Reasons(reject.Problems);
                        break;
                }
            }
        }
    }

    private static void Put(Dictionary<string, RecordWork> records, RowWork row, int order, MapResult.Mapped mapped, FlowTarget target)
    {
        var mapper = target.Mapper;
        if (records.TryGetValue(mapped.Key, out var known))
        {
            if (known.Version is not null && string.CompareOrdinal(known.Version, row.Version) > 0)
            {
                known.Carriers.Add(row.Key);
                return;
            }
        }

        var match = mapper.MatchValues(mapped.Values);
        var record = new RecordWork(target.Index, mapped.Key, Planner.ForCreate(mapper.Rules, mapped.Values), row.Key, row.Version)
        {
            Order = order,
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
