using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>One choice as a client sent it.</summary>
public sealed record ChoiceInput(int Id, string Value, bool IsDefault, int? Sort, string XmlId, bool IsRemoval);

/// <summary>Makes, changes and removes user fields together with their place in the schema.</summary>
public static class UserFieldProvisioning
{
    public static UserField Add(Portal portal, EntityTable table, UserField field, IEnumerable<ChoiceInput> choices)
    {
        SetChoices(portal, field, choices);
        portal.UserFields[field.Id] = field;
        table.Schema.AddUserField(field, portal.Language);
        return field;
    }

    /// <summary>Adds new choices, changes those with an id, removes those marked.</summary>
    /// <exception cref="RestException">Two choices share an XML_ID.</exception>
    public static void SetChoices(Portal portal, UserField field, IEnumerable<ChoiceInput> choices)
    {
        foreach (var input in choices)
        {
            var known = field.Choices.Find(choice => choice.Id == input.Id && input.Id > 0);
            if (input.IsRemoval)
            {
                field.Choices.RemoveAll(choice => choice == known);
            }
            else if (known is not null)
            {
                known.Value = input.Value.Length > 0 ? input.Value : known.Value;
                known.IsDefault = input.IsDefault;
                known.Sort = input.Sort ?? known.Sort;
                known.XmlId = input.XmlId.Length > 0 ? input.XmlId : known.XmlId;
            }
            else if (input.Value.Length > 0)
            {
                AddChoice(portal, field, input);
            }
        }
    }

    public static void Remove(Portal portal, UserField field)
    {
        portal.UserFields.Remove(field.Id);
        var schema = portal.TableOfUserFields(field.EntityId)?.Schema;
        if (schema?.ByClassicName(field.Name) is { } definition)
        {
            schema.Remove(definition);
        }
    }

    /// <summary>Keeps a title or a mandatory mark of a changed field in the schema.</summary>
    public static void Refresh(Portal portal, UserField field)
    {
        if (portal.TableOfUserFields(field.EntityId)?.Schema.ByClassicName(field.Name) is { } definition)
        {
            definition.Title = field.Title(portal.Language);
            definition.IsRequired = field.IsMandatory;
        }
    }

    private static void AddChoice(Portal portal, UserField field, ChoiceInput input)
    {
        if (input.XmlId.Length > 0 && field.Choices.Exists(choice => choice.XmlId == input.XmlId))
        {
            throw Errors.Core($"List item with value XML_ID={input.XmlId} already exists.");
        }

        var id = ++portal.Counters.Choice;
        field.Choices.Add(new UserFieldChoice
        {
            Id = id,
            Value = input.Value,
            IsDefault = input.IsDefault,
            Sort = input.Sort ?? 500,
            XmlId = input.XmlId.Length > 0 ? input.XmlId : "choice_" + id.ToString(CultureInfo.InvariantCulture),
        });
    }
}
