using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Rest.Query;

/// <summary>What the indexes can say about a filter before any row is read.</summary>
/// <param name="Ids">Ids that may match, ascending and distinct; null when no index helps.</param>
/// <param name="FromId">Lowest id that may match.</param>
/// <param name="ToId">Highest id that may match.</param>
/// <param name="FromUpdated">Earliest modified time that may match.</param>
/// <param name="ToUpdated">Latest modified time that may match.</param>
public sealed record CandidatePlan(List<int>? Ids, int FromId, int ToId, long FromUpdated, long ToUpdated)
{
    public bool HasUpdatedRange => FromUpdated > long.MinValue || ToUpdated < long.MaxValue;

    public static CandidatePlan For(EntityTable table, FilterGroup filter)
    {
        var plan = new CandidatePlan(Exact(table, filter), 1, table.LastId, long.MinValue, long.MaxValue);
        if (filter.IsOr)
        {
            return plan;
        }

        foreach (var condition in Conditions(filter))
        {
            plan = plan.Narrowed(table, condition);
        }

        return plan;
    }

    /// <summary>Conditions joined by AND, nested AND groups included.</summary>
    private static IEnumerable<FieldCondition> Conditions(FilterGroup group) =>
        group.IsOr && group.Children.Count > 1 ? [] : group.Children.SelectMany(child => child switch
        {
            FieldCondition condition => [condition],
            FilterGroup nested => Conditions(nested),
            _ => Enumerable.Empty<FieldCondition>(),
        });

    private CandidatePlan Narrowed(EntityTable table, FieldCondition condition)
    {
        if (condition.Values is not [{ IsNone: false } value])
        {
            return this;
        }

        if (condition.Field.Derived == Derived.Id)
        {
            var id = (int)Math.Clamp(value.Integer, 0, int.MaxValue - 1);
            return condition.Operator switch
            {
                FilterOperator.Greater => this with { FromId = Math.Max(FromId, id + 1) },
                FilterOperator.GreaterOrEqual => this with { FromId = Math.Max(FromId, id) },
                FilterOperator.Less => this with { ToId = Math.Min(ToId, id - 1) },
                FilterOperator.LessOrEqual => this with { ToId = Math.Min(ToId, id) },
                _ => this,
            };
        }

        if (condition.Field.Slot != table.Schema.WellKnown.UpdatedTime)
        {
            return this;
        }

        return condition.Operator switch
        {
            FilterOperator.Greater => this with { FromUpdated = Math.Max(FromUpdated, value.Integer + 1) },
            FilterOperator.GreaterOrEqual => this with { FromUpdated = Math.Max(FromUpdated, value.Integer) },
            FilterOperator.Less => this with { ToUpdated = Math.Min(ToUpdated, value.Integer - 1) },
            FilterOperator.LessOrEqual => this with { ToUpdated = Math.Min(ToUpdated, value.Integer) },
            FilterOperator.Equal => this with { FromUpdated = value.Integer, ToUpdated = value.Integer },
            _ => this,
        };
    }

    private static List<int>? Exact(EntityTable table, FilterNode node)
    {
        var found = Collect(table, node);
        if (found is null)
        {
            return null;
        }

        found.Sort();
        var kept = 0;
        for (var place = 0; place < found.Count; place++)
        {
            var id = found[place];
            if ((kept == 0 || found[kept - 1] != id) && table.Contains(id))
            {
                found[kept++] = id;
            }
        }

        found.RemoveRange(kept, found.Count - kept);
        return found;
    }

    private static List<int>? Collect(EntityTable table, FilterNode node) => node switch
    {
        FilterGroup { IsOr: true } group => Union(table, group),
        FilterGroup group => Smallest(table, group),
        FieldCondition { Operator: FilterOperator.Equal } condition => OfField(table, condition),
        CommunicationCondition { Operator: FilterOperator.Equal } condition => OfCommunication(table, condition),
        NothingMatches => [],
        _ => null,
    };

    private static List<int>? Union(EntityTable table, FilterGroup group)
    {
        var all = new List<int>();
        foreach (var child in group.Children)
        {
            if (Collect(table, child) is not { } part)
            {
                return null;
            }

            all.AddRange(part);
        }

        return group.Children.Count == 0 ? null : all;
    }

    private static List<int>? Smallest(EntityTable table, FilterGroup group)
    {
        List<int>? best = null;
        foreach (var child in group.Children)
        {
            if (Collect(table, child) is { } part && (best is null || part.Count < best.Count))
            {
                best = part;
            }
        }

        return best;
    }

    private static List<int>? OfField(EntityTable table, FieldCondition condition)
    {
        if (CommunicationType(condition.Field) is { } typeId)
        {
            return OfCommunication(table, new CommunicationCondition(typeId, FilterOperator.Equal, [.. condition.Values.Select(value => value.Text)]));
        }

        var isId = condition.Field.Derived == Derived.Id;
        var slot = IndexSlot(table, condition.Field);
        if ((!isId && slot == -1) || Array.Exists(condition.Values, value => value.IsNone || (!isId && value is { Kind: ValueKind.Integer, Integer: 0 })))
        {
            return null;
        }

        var found = new List<int>();
        foreach (var value in condition.Values)
        {
            if (isId)
            {
                found.Add((int)Math.Clamp(value.Integer, 0, int.MaxValue));
            }
            else
            {
                table.Collect(slot, EntityTable.IndexKey(value), found);
            }
        }

        return found;
    }

    private static int IndexSlot(EntityTable table, FieldDefinition field) => field.Derived switch
    {
        Derived.PrimaryContact => table.Schema.WellKnown.ContactIds,
        Derived.PrimaryCompany => table.Schema.WellKnown.CompanyIds,
        _ => table.IsIndexed(field) ? field.Slot : -1,
    };

    /// <summary>The conveniences phone… and email… find their candidates where communications are indexed.</summary>
    private static string? CommunicationType(FieldDefinition field) => field.Derived switch
    {
        Derived.FirstPhone => "PHONE",
        Derived.FirstEmail => "EMAIL",
        _ => null,
    };

    private static List<int>? OfCommunication(EntityTable table, CommunicationCondition condition)
    {
        if (Array.Exists(condition.Values, value => value.Length == 0))
        {
            return null;
        }

        var found = new List<int>();
        foreach (var value in condition.Values)
        {
            table.Collect(EntityTable.CommunicationSlot(condition.TypeId), Communication.Normalise(condition.TypeId, value), found);
        }

        return found;
    }
}
