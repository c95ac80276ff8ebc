using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Conflicts;

/// <summary>Compares what SQL has, what the CRM has, and what both last agreed on, one field at a time. Pure.</summary>
public static class ThreeWay
{
    /// <summary>
    /// A side changed when it differs from <paramref name="agreed"/>. One changed side is written to the other where the rule's direction and <see cref="Rule.Write"/> let it;
    /// of two changed sides <see cref="Rule.Conflict"/> says which. <paramref name="same"/> tells equality by meaning; null compares values as they are.
    /// </summary>
    public static Decision Decide(Rule rule, Value source, Value crm, Value agreed, ChangeMoments moments, Func<Value, Value, bool>? same = null)
    {
        same ??= static (left, right) => left == right;
        var sourceChanged = !same(source, agreed);
        var crmChanged = !same(crm, agreed);
        if (!sourceChanged && !crmChanged)
        {
            return Decision.None;
        }

        if (same(source, crm))
        {
            return Decision.Agreed;
        }

        return (rule.Direction, sourceChanged, crmChanged) switch
        {
            (Direction.ToCrm, true, _) or (Direction.Both, true, false) => ToCrm(rule, source, crm),
            (Direction.ToSql, _, true) or (Direction.Both, false, true) => ToSql(rule, source, crm),
            (Direction.ToSql, true, false) when source.IsNone => ToSql(rule, source, crm), // a row that is new to the record
            (Direction.Both, true, true) when agreed.IsNone && rule.Seed is { } seed => Begin(rule, seed, source, crm),
            (Direction.Both, true, true) => Resolve(rule, source, crm, moments),
            _ => Decision.None,
        };
    }

    /// <summary>Nothing was agreed on yet, and the rule says which side it begins with; an empty side has nothing to begin with.</summary>
    private static Decision Begin(Rule rule, RuleSeed seed, Value source, Value crm) =>
        crm.IsNone || (seed == RuleSeed.Sql && !source.IsNone) ? ToCrm(rule, source, crm) : ToSql(rule, source, crm);

    /// <summary>An empty side loses to one that holds something, unless the rule says otherwise.</summary>
    private static Decision Resolve(Rule rule, Value source, Value crm, ChangeMoments moments)
    {
        if (!rule.EmptyWins && source.IsNone != crm.IsNone)
        {
            return source.IsNone ? ToSql(rule, source, crm) : ToCrm(rule, source, crm);
        }

        return rule.Conflict switch
        {
            ConflictPolicy.Sql => ToCrm(rule, source, crm),
            ConflictPolicy.Crm => ToSql(rule, source, crm),
            ConflictPolicy.Newest => IsCrmNewer(moments) ? ToSql(rule, source, crm) : ToCrm(rule, source, crm),
            ConflictPolicy.LongestNonEmpty => Length(crm) > Length(source) ? ToSql(rule, source, crm) : ToCrm(rule, source, crm),
            _ => Decision.Conflict,
        };
    }

    private static Decision ToCrm(Rule rule, Value source, Value crm) => MayWrite(rule, source, over: crm) ? Decision.ToCrm : Decision.None;

    private static Decision ToSql(Rule rule, Value source, Value crm) => MayWrite(rule, crm, over: source) ? Decision.ToSql : Decision.None;

    private static bool MayWrite(Rule rule, Value value, Value over) => rule.Write switch
    {
        WriteWhen.IfEmpty => over.IsNone && !value.IsNone,
        WriteWhen.NeverEmpty => !value.IsNone,
        _ => true,
    };

    /// <summary>An unknown moment loses; SQL keeps its value when neither is later.</summary>
    private static bool IsCrmNewer(ChangeMoments moments) => moments.Crm is { } crm && (moments.Source is not { } source || crm > source);

    private static int Length(Value value) => value.IsNone ? 0 : value.ToString().Length;
}
