namespace Pragmatika.Engine.Edits;

/// <summary>A rule ↔ that is new in a flow with linked records and does not say whose values come first. Indexes are those of the edited definition.</summary>
public sealed record SeedQuestion(int FlowIndex, int RuleIndex, string Flow, string Field);
