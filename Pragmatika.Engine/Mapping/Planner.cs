namespace Pragmatika.Engine.Mapping;

/// <summary>Decides what a linked or matched record needs. Pure: no clock, no I/O.</summary>
public static class Planner
{
    /// <summary>
    /// Indexes of the fields to write: wanted differs from what is known, and the rule's <see cref="WriteWhen"/> allows it.
    /// <paramref name="known"/> is what both sides last agreed on, or the CRM record's own values when it is met for the first time.
    /// </summary>
    public static int[] Changed(IReadOnlyList<Rule> rules, ReadOnlySpan<Value> wanted, ReadOnlySpan<Value> known)
    {
        List<int>? changed = null;
        for (var index = 0; index < wanted.Length; index++)
        {
            if (wanted[index] != known[index] && MayWrite(rules[index], wanted[index], known[index]))
            {
                (changed ??= []).Add(index);
            }
        }

        return changed?.ToArray() ?? [];
    }

    /// <summary>What both sides agree on once <paramref name="changed"/> has landed: the written values, and the known ones where nothing was written.</summary>
    public static Value[] Agreed(ReadOnlySpan<Value> wanted, ReadOnlySpan<Value> known, ReadOnlySpan<int> changed)
    {
        var agreed = known.ToArray();
        foreach (var index in changed)
        {
            agreed[index] = wanted[index];
        }

        return agreed;
    }

    /// <summary>Indexes of the values that are there.</summary>
    public static int[] Present(ReadOnlySpan<Value> values)
    {
        var count = 0;
        foreach (ref readonly var value in values)
        {
            count += value.IsNone ? 0 : 1;
        }

        var present = new int[count];
        for (int index = 0, next = 0; next < count; index++)
        {
            if (!values[index].IsNone)
            {
                present[next++] = index;
            }
        }

        return present;
    }

    /// <summary>The values a new record starts with: rules that only bring values back to SQL write nothing. Takes <paramref name="values"/> over.</summary>
    public static Value[] ForCreate(IReadOnlyList<Rule> rules, Value[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (rules[index].Direction == Direction.ToSql)
            {
                values[index] = Value.None;
            }
        }

        return values;
    }

    private static bool MayWrite(Rule rule, Value wanted, Value known) => rule switch
    {
        { Direction: Direction.ToSql } => false,
        { Kind: RuleKind.Comment } => !wanted.IsNone,
        { Write: WriteWhen.IfEmpty } => known.IsNone && !wanted.IsNone,
        { Write: WriteWhen.NeverEmpty } => !wanted.IsNone,
        _ => true,
    };
}
