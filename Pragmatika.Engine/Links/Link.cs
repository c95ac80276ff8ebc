using System.Globalization;

namespace Pragmatika.Engine.Links;

/// <summary>
/// "This source key is that CRM record", with what both sides last agreed on. Identity: (exchange, flow, key).
/// </summary>
public sealed record Link
{
    public required string Flow { get; init; }

    public required string Key { get; init; }

    public required int EntityTypeId { get; init; }

    public required long CrmId { get; init; }

    /// <summary>The mapped values last agreed on, as the JSON object of <see cref="Mapping.ValueJson"/>.</summary>
    public required string Agreed { get; init; }

    /// <summary>Cursor text of the row that wrote last; an older row does not write over it. Null when the source has no cursor.</summary>
    public string? SourceVersion { get; init; }

    /// <summary>Values by which other keys recognise this record (phone, e-mail…), one per match rule; empty text where there is none.</summary>
    public IReadOnlyList<string> MatchValues { get; init; } = [];

    /// <summary>The same link on another record. <paramref name="rules"/>: how many match rules the flow has, see <see cref="MatchText"/>.</summary>
    public Link On(long crmId, int rules) => this with
    {
        CrmId = crmId,
        MatchValues = MatchValues.Count == 0 ? [] : [.. MatchValues.Take(MatchText.CrmIdPosition(rules)), crmId.ToString(CultureInfo.InvariantCulture)],
    };
}
