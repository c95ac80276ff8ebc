using System.Globalization;
using System.Text.RegularExpressions;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Labels;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Privacy;
using Pragmatika.Portal.Session;

namespace Pragmatika.Portal.Naming;

/// <summary>
/// Words for people in place of code names, for one visitor: exchanges, flows, kinds, fields, columns, transforms, codes and values. Answers at once from <see cref="NameBook"/>; a name
/// nobody knows is shown as it is.
/// </summary>
public sealed partial class Titles(NameBook book, UserSession visitor)
{
    private static readonly Message LinkedItem = new("Связанный элемент", "Linked item");
    private static readonly Message SmartProcess = new("Элемент смарт-процесса", "Smart process item");

    private static bool IsRussian => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName != "en";

    private NameFacts Facts => book.Facts;

    public string Exchange(string name) => Facts.Exchange(name)?.Title is { Length: > 0 } title ? title : name;

    /// <summary>The flow's own title, else what its records are called.</summary>
    public string Flow(string exchange, string? flow) => flow is null
        ? string.Empty
        : Facts.Flow(exchange, flow) is { } known ? (known.Title.Length > 0 ? known.Title : Many(exchange, known)) : flow;

    public string Connection(string name) => Facts.Connection(name)?.Title is { Length: > 0 } title ? title : name;

    /// <summary>What one record of a flow is: "Контакт", "Автомобили".</summary>
    public string Kind(string exchange, string flow) => Facts.Flow(exchange, flow) is { } known ? Entity(Facts.Exchange(exchange)!.Destination.Connection, known.Entity) : Flow(exchange, flow);

    /// <summary>An entity as definitions name it.</summary>
    public string Entity(string connection, string entity) =>
        StandardLabels.One(entity)?.ToString() ?? (Facts.Labels(connection, entity)?.Title is { Length: > 0 } title ? title : SmartProcess.ToString());

    /// <summary>A field of the records that a flow makes; a flow that is gone leaves the stock names.</summary>
    public string Field(string exchange, string? flow, string field)
    {
        var label = Label(exchange, flow, field)?.Title;
        var known = StandardLabels.Field(field)?.ToString();
        return (IsRussian ? Named(label, field) ?? known : known ?? Named(label, field)) ?? Parent(exchange, field) ?? field;
    }

    /// <summary>A column of the table by the field it fills; the column itself when none does.</summary>
    public string Column(string exchange, string? flow, string column)
    {
        var flows = Facts.Exchange(exchange)?.Flows.Where(known => flow is null || known.Name == flow) ?? [];
        var found = flows.SelectMany(known => known.Rules.Select(rule => (known.Name, rule))).FirstOrDefault(pair => pair.rule.Source.Column == column || pair.rule.ToColumn == column);
        return found.rule is null ? column : Field(exchange, found.Name, found.rule.Field);
    }

    /// <summary>A field, or a column, whichever the name is.</summary>
    public string Place(string exchange, string? flow, string name) => Field(exchange, flow, name) is var title && title != name ? title : Column(exchange, flow, name);

    /// <summary>What a column of the table holds, as people read it.</summary>
    public string Cell(string exchange, string column, string text)
    {
        var flow = Facts.Exchange(exchange)?.Flows.FirstOrDefault(known => known.Rules.Any(rule => rule.Source.Column == column));
        var field = flow?.Rules.First(rule => rule.Source.Column == column).Field;
        return ValueWords.Of(text, field ?? column, field is null ? null : Label(exchange, flow!.Name, field), visitor.Zone);
    }

    public string Code(string code) => CodeWords.Of(code);

    /// <summary>A value as people read it, with phones and e-mails hidden; null stays null.</summary>
    public string? Value(string exchange, string? flow, string field, string? text) => string.IsNullOrEmpty(text)
        ? null
        : Reference(exchange, text) ?? ValueWords.Of(text, field, Label(exchange, flow, field), visitor.Zone);

    /// <summary>The changes of one record as people read them.</summary>
    public IReadOnlyList<FieldChange> Changes(string exchange, string? flow, string? json) =>
    [
        .. FieldChange.Read(json).Select(change => new FieldChange(change.Field, Value(exchange, flow, change.Field, change.Before), Value(exchange, flow, change.Field, change.After))
        {
            Title = Place(exchange, flow, change.Field),
        }),
    ];

    /// <summary>
    /// A stored message with the names of fields and flows in it replaced: "birthdate: …" and "«birthdate»". Phones and e-mails are hidden.
    /// </summary>
    public string Say(string exchange, string? flow, string text) => PersonalText.Mask(NamePlaces().Replace(text, match =>
    {
        var name = match.Groups["name"].Value;
        var title = Place(exchange, flow, name);
        return title != name ? title : Facts.Flow(exchange, name) is not null ? Flow(exchange, name) : name;
    }));

    /// <summary>Where the record's card is in Bitrix24; null when the address of the portal is not known.</summary>
    public string? Card(string exchange, string? flow, long? crmId)
    {
        if (crmId is not > 0 || flow is null || Facts.Flow(exchange, flow) is not { } known || Facts.Exchange(exchange) is not { } definition
            || !Uri.TryCreate(Facts.Connection(definition.Destination.Connection)?.Shown, UriKind.Absolute, out var address))
        {
            return null;
        }

        return CardPath(definition.Destination.Connection, known.Entity) is { } place
            ? string.Create(CultureInfo.InvariantCulture, $"{address.GetLeftPart(UriPartial.Authority)}/crm/{place}/details/{crmId}/")
            : null;
    }

    private string? CardPath(string connection, string entity) => entity.ToLowerInvariant() switch
    {
        "lead" or "deal" or "contact" or "company" => entity.ToLowerInvariant(),
        "quote" => "type/7",
        "invoice" => "type/31",
        _ when Facts.Labels(connection, entity) is { } labels => string.Create(CultureInfo.InvariantCulture, $"type/{labels.EntityTypeId}"),
        _ when entity.StartsWith("type:", StringComparison.Ordinal) && int.TryParse(entity.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var id) =>
            string.Create(CultureInfo.InvariantCulture, $"type/{id}"),
        _ => null,
    };

    private string Many(string exchange, FlowDefinition flow) => StandardLabels.Many(flow.Entity)?.ToString() ?? Facts.Labels(exchange, flow)?.Title ?? flow.Name;

    private FieldLabel? Label(string exchange, string? flow, string field) =>
        flow is not null && Facts.Flow(exchange, flow) is { } known ? Facts.Labels(exchange, known)?.Fields.GetValueOrDefault(field) : null;

    /// <summary>A portal that has no name for a field says its code.</summary>
    private static string? Named(string? label, string field) => string.IsNullOrWhiteSpace(label) || Plain(label) == Plain(field) ? null : label;

    private static string Plain(string name) => name.Replace("_", string.Empty, StringComparison.Ordinal).Replace(" ", string.Empty, StringComparison.Ordinal).ToUpperInvariant();

    private string? Parent(string exchange, string field) => field.StartsWith("parentId", StringComparison.Ordinal) && int.TryParse(field.AsSpan(8), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? Facts.Exchange(exchange) is { } definition && Facts.OfType(definition.Destination.Connection, id)?.Title is { Length: > 0 } title ? title : LinkedItem.ToString()
        : null;

    /// <summary>The text of a reference: "contacts:KEY".</summary>
    private string? Reference(string exchange, string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && Facts.Flow(exchange, text[..colon]) is { } flow ? $"{Flow(exchange, flow.Name)} · {text[(colon + 1)..]}" : null;
    }

    [GeneratedRegex(@"(?<=^|[.!?] )(?<name>[A-Za-z][A-Za-z0-9_]*)(?=: )|(?<=«)(?<name>[A-Za-z][A-Za-z0-9_]*)(?=»)|(?<=')(?<name>[A-Za-z][A-Za-z0-9_]*)(?=')|\b(?<name>ufCrm\w*)\b", RegexOptions.CultureInvariant)]
    private static partial Regex NamePlaces();
}
