using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Portal.Naming;

namespace Pragmatika.Portal.Features.Plans;

/// <summary>One field of a planned change; a change that writes no field is one line without it.</summary>
public sealed record PlanLine(PlannedChange Change, FieldChange? Field)
{
    /// <summary>The lines of some changes, each change's fields together: whole changes, as many as <paramref name="most"/> lines hold, at least one.</summary>
    public static IReadOnlyList<PlanLine> Of(IEnumerable<PlannedChange> changes, string exchange, Titles titles, int most)
    {
        var lines = new List<PlanLine>();
        foreach (var change in changes)
        {
            var fields = titles.Changes(exchange, change.Flow, change.Changes).Select(field => new PlanLine(change, field)).DefaultIfEmpty(new PlanLine(change, null)).ToList();
            if (lines.Count > 0 && lines.Count + fields.Count > most)
            {
                break;
            }

            lines.AddRange(fields);
        }

        return lines;
    }
}
