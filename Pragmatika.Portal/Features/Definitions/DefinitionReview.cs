using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Portal.Features.Definitions;

/// <summary>What was found out about a definition that is to be saved, and what a person has said to it. No Blazor types.</summary>
public sealed class DefinitionReview
{
    private readonly Dictionary<SeedQuestion, RuleSeed> _chosen = [];

    /// <summary>Null when the text cannot be read.</summary>
    public ExchangeDefinition? Definition { get; init; }

    public IReadOnlyList<DefinitionProblem> Problems { get; init; } = [];

    /// <summary>Why the sides could not be looked at; null when they were.</summary>
    public string? NotChecked { get; init; }

    /// <summary>The version it would replace; null for a new exchange.</summary>
    public StoredExchange? Stored { get; init; }

    public IReadOnlyList<DefinitionChange> Changes { get; init; } = [];

    public IReadOnlyList<SeedQuestion> Seeds { get; init; } = [];

    /// <summary>Records that start and stop, by flow; null until they are counted.</summary>
    public IReadOnlyList<FlowEdit>? Edits { get; set; }

    /// <summary>Why they could not be counted.</summary>
    public string? NotCounted { get; set; }

    public bool IsGood => Definition is not null && Problems.Count == 0;

    /// <summary>The same text again makes no version.</summary>
    public bool IsSame => IsGood && Stored is not null && Changes.Count == 0;

    public bool IsCounting => IsGood && !IsSame && Edits is null && NotCounted is null;

    public bool CanBeSaved => IsGood && !IsSame && !IsCounting && Seeds.All(_chosen.ContainsKey);

    public RuleSeed? SeedOf(SeedQuestion question) => _chosen.TryGetValue(question, out var seed) ? seed : null;

    public void Choose(SeedQuestion question, RuleSeed seed) => _chosen[question] = seed;

    /// <summary>The definition with the seeds that were chosen.</summary>
    public ExchangeDefinition ToSave() => Definition! with { Flows = [.. Definition!.Flows.Select(Seeded)] };

    private FlowDefinition Seeded(FlowDefinition flow, int index) => Seeds.Any(seed => seed.FlowIndex == index)
        ? flow with { Rules = [.. flow.Rules.Select((rule, at) => Seeds.FirstOrDefault(seed => seed.FlowIndex == index && seed.RuleIndex == at) is { } question ? rule with { Seed = SeedOf(question) } : rule)] }
        : flow;
}
