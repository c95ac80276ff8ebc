using System.Globalization;
using Pragmatika.Engine.Conflicts;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs.Letters;

namespace Pragmatika.Engine.Runs.Planning;

/// <summary>One field of one CRM record as rules see it: its value, and equality by meaning with what rows and links hold. Pure.</summary>
internal sealed class FieldMeaning(CrmEntity entity, string name, CrmItem item)
{
    private readonly CrmField? _field = entity.Fields.GetValueOrDefault(name);

    public string Name => name;

    /// <summary>True for phones, e-mails and their like.</summary>
    public bool IsCommunication => entity.HasMultiFields && Communications.TryParse(name, out _, out _);

    /// <summary>A value as people read it: an option by its label; null is no value.</summary>
    public string? Show(Value value)
    {
        var text = value.ToString();
        return value.IsNone ? null : _field is { } field && FieldOptions.LabelOf(field, text) is { } label ? label : text;
    }

    /// <summary>A text that a person typed, as the field holds it. Throws nothing: what does not fit stays a text.</summary>
    public Value Typed(string? text, Value like, string currency) => TextValue.Typed(text, like.Kind, _field, currency);

    /// <summary>
    /// The value the record has. Of phones and e-mails as many as are <paramref name="expected"/> (agreed on, or wanted the first time), at least one: those first, then the oldest;
    /// what people added beside them is theirs and stays in the CRM.
    /// </summary>
    public Value Read(Value expected)
    {
        if (!entity.HasMultiFields || !Communications.TryParse(name, out var typeId, out var valueType))
        {
            return item.Values.GetValueOrDefault(name);
        }

        var present = item.MultiFields
            .Where(entry => entry.TypeId == typeId && (valueType is null || string.Equals(entry.ValueType, valueType, StringComparison.OrdinalIgnoreCase)))
            .Select(entry => Communications.Meaning(typeId, entry.Value))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        var known = MatchText.Members(expected).Select(member => Communications.Meaning(typeId, member.ToString())).ToList();
        var taken = known.Intersect(present, StringComparer.Ordinal).Concat(present.Except(known, StringComparer.Ordinal)).Take(Math.Max(1, known.Count)).Select(Value.Text).ToList();
        return taken.Count == 1 ? taken[0] : Value.List(taken);
    }

    /// <summary>A field that both sides changed, as a person is shown it.</summary>
    public FieldConflict Conflict(int index, Value sql, Value crm, Value agreed, ChangeMoments moments) =>
        new(index, name, Show(sql), Show(crm), Show(agreed), moments, item.Values.GetValueOrDefault("updatedBy") is { IsNone: false } user ? user.ToString() : null);

    /// <summary>The id of an option that <see cref="Read"/> gave by its label; null for other fields.</summary>
    public string? OptionId(Value value) => _field is { } field && value.Kind == ValueKind.Choice ? FieldOptions.IdOf(field, value.AsText, Pipeline()) : null;

    /// <summary>True for a text that names an option by its id.</summary>
    public bool IsOptionId(string text) => _field is { } field && FieldOptions.LabelOf(field, text) is not null;

    public bool Same(Value left, Value right) => left == right
        || Meaning.Same(_field, CrmValues.Canonical(entity, name, left), CrmValues.Canonical(entity, name, right), Pipeline())
        || Meaning.Same(_field, left, right, Pipeline());

    private long? Pipeline() => name == "stageId" && item.Values.GetValueOrDefault("categoryId") is { IsNone: false } category
        ? category.Kind == ValueKind.Number ? (long)category.AsNumber : OptionNumber(category)
        : null;

    private long? OptionNumber(Value category) =>
        entity.Fields.TryGetValue("categoryId", out var described)
        && long.TryParse(FieldOptions.IdOf(described, category.ToString()), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
