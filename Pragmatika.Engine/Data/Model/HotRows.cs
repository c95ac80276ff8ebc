namespace Pragmatika.Engine.Data.Model;

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

public sealed class JournalRow
{
    public long Id { get; set; }

    public DateTimeOffset At { get; set; }

    public byte Level { get; set; }

    public byte Kind { get; set; }

    public int ExchangeId { get; set; }

    public int? FlowId { get; set; }

    public Guid RunId { get; set; }

    public string? Key { get; set; }

    public long? CrmId { get; set; }

    public byte? Outcome { get; set; }

    public required string Text { get; set; }

    public string? Changes { get; set; }
}

/// <summary>Numbers handed out in the order of commits: whoever takes some holds the row until its transaction ends.</summary>
public sealed class CounterRow
{
    public const string Journal = "journal";

    public const string Inbox = "inbox";

    public required string Name { get; set; }

    public long Value { get; set; }
}
