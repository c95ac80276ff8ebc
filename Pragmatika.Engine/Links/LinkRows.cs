namespace Pragmatika.Engine.Links;

public sealed class LinkRow
{
    public long Id { get; set; }

    public int FlowId { get; set; }

    public required string Key { get; set; }

    public int EntityTypeId { get; set; }

    public long CrmId { get; set; }

    public required string Agreed { get; set; }

    public string? SourceVersion { get; set; }

    /// <summary>All match values in the order of the rules, joined by U+001F.</summary>
    public required string Matches { get; set; }
}

/// <summary>Index from match value to link: one row for each value that is not empty, replaced when the link is written with another one.</summary>
public sealed class LinkMatchRow
{
    public int FlowId { get; set; }

    public int Rule { get; set; }

    public required string Value { get; set; }

    public long LinkId { get; set; }
}

public sealed class RowStateRow
{
    public int ExchangeId { get; set; }

    public required string RowKey { get; set; }

    public required byte[] Fingerprint { get; set; }

    public required string Outcomes { get; set; }
}
