namespace Pragmatika.Sandbox.Store;

/// <summary>One entry of a dictionary: a stage, a source, a type (reference 7.3).</summary>
public sealed class CrmStatus
{
    public required int Id { get; init; }

    /// <summary>Dictionary: STATUS, SOURCE, DEAL_STAGE_3, DYNAMIC_1030_STAGE_7…</summary>
    public required string EntityId { get; init; }

    public required string StatusId { get; init; }

    public required string Name { get; set; }

    public required string InitialName { get; init; }

    public int Sort { get; set; }

    public bool IsSystem { get; init; }

    public int? CategoryId { get; init; }

    public string Color { get; set; } = "";

    /// <summary>S, F, or null while in work.</summary>
    public string? Semantics { get; set; }
}
