namespace Pragmatika.Engine.Exchanges;

/// <summary>What happens to the rows of a record that was deleted in Bitrix24.</summary>
public enum DeletePolicy
{
    /// <summary>Nothing: the rows stay as they are.</summary>
    Ignore,

    /// <summary>A column gets a value.</summary>
    Mark,

    /// <summary>The rows are deleted from the table.</summary>
    Delete,

    /// <summary>A person says whether they are deleted.</summary>
    Ask,
}

public sealed record DeletedDefinition
{
    public DeletePolicy Policy { get; init; } = DeletePolicy.Ignore;

    /// <summary>The column to mark, for <see cref="DeletePolicy.Mark"/>.</summary>
    public string? Column { get; init; }

    /// <summary>What a deleted record's rows get there.</summary>
    public string Value { get; init; } = "1";
}
