namespace Pragmatika.Engine.Exchanges;

/// <summary>What happens to the CRM record when no row carries it any more. Seen only by full scans: other ways of tracking never see a row go.</summary>
public sealed record VanishedDefinition
{
    /// <summary>For <see cref="DeletePolicy.Delete"/> and <see cref="DeletePolicy.Ask"/> it is the CRM record that is deleted.</summary>
    public DeletePolicy Policy { get; init; } = DeletePolicy.Ignore;

    /// <summary>The CRM field to mark, for <see cref="DeletePolicy.Mark"/>.</summary>
    public string? Field { get; init; }

    /// <summary>What the record gets there.</summary>
    public string Value { get; init; } = "1";
}
