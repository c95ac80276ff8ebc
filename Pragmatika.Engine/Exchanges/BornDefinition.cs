namespace Pragmatika.Engine.Exchanges;

/// <summary>
/// Rows for records that were born in Bitrix24. A row gets a new GUID in the flow's key column, in the byte order of the connection, the defaults, and what the rules towards SQL bring.
/// </summary>
public sealed record BornDefinition
{
    /// <summary>Column → text that each new row gets, for example its kind of document.</summary>
    public IReadOnlyDictionary<string, string> Defaults { get; init; } = new Dictionary<string, string>();

    /// <summary>Field → value as text: only records that have all of them get a row. Empty: every record of the kind that no row is linked to.</summary>
    public IReadOnlyDictionary<string, string> Only { get; init; } = new Dictionary<string, string>();
}
