using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>Asks the CRM who carries the values of a match rule.</summary>
internal static class MatchLookup
{
    /// <summary>Value text → ids; values that nobody carries are absent.</summary>
    public static Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindAsync(
        IBitrixPortal portal, FlowTarget target, MatchRule rule, IReadOnlyCollection<Value> values, CancellationToken cancellationToken) => rule.Field switch
    {
        "phone" => portal.FindByCommunicationAsync(target.Entity, "PHONE", Texts(values), cancellationToken),
        "email" => portal.FindByCommunicationAsync(target.Entity, "EMAIL", Texts(values), cancellationToken),
        _ => portal.FindByFieldAsync(target.Entity, rule.Field, values, cancellationToken),
    };

    private static HashSet<string> Texts(IReadOnlyCollection<Value> values) => values.Select(value => value.ToString()).ToHashSet(StringComparer.Ordinal);
}
