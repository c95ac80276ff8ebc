using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Makes, changes and removes smart process types with their tables, pipelines and link fields.</summary>
public static class TypeProvisioning
{
    /// <exception cref="RestException">INVALID_ARG_VALUE when the wanted entityTypeId is out of range or taken.</exception>
    public static SmartType Add(Portal portal, int userId, PhpArray fields)
    {
        var now = portal.Time.NowSeconds;
        var type = new SmartType
        {
            Id = ++portal.Counters.Type,
            EntityTypeId = EntityTypeId(portal, fields["entityTypeId"]),
            Title = fields["title"].AsText,
            CreatedBy = userId,
            UpdatedBy = userId,
            CreatedTime = now,
            UpdatedTime = now,
            On = ["isSetOpenPermissions"],
        };
        portal.Types.Add(type);
        portal.AddTable(type.EntityTypeId, NewSchema());
        AddCategory(portal, type.EntityTypeId, portal.Language == "ru" ? "Общая" : "General", isDefault: true);
        Apply(portal, type, fields);
        return type;
    }

    /// <summary>Switches, title and relations; fields that a switch adds stay when it goes off.</summary>
    public static void Apply(Portal portal, SmartType type, PhpArray fields)
    {
        type.Title = fields["title"].IsEmpty ? type.Title : fields["title"].AsText;
        type.Code = fields["code"].IsMissing ? type.Code : fields["code"].AsText;
        foreach (var name in SmartType.Switches)
        {
            if (!fields[name].IsMissing)
            {
                _ = fields[name].IsYes ? type.On.Add(name) : type.On.Remove(name);
            }
        }

        if (fields["relations"].Array is { } relations)
        {
            type.Parents = Relations(relations["parent"]) ?? type.Parents;
            type.Children = Relations(relations["child"]) ?? type.Children;
        }

        Extend(portal, type);
    }

    /// <summary>The fields every smart process starts with.</summary>
    public static EntitySchema NewSchema() => new(EntitySpecs.Process, FieldNames.Common);

    public static void Remove(Portal portal, SmartType type)
    {
        foreach (var category in portal.Categories.Where(category => category.EntityTypeId == type.EntityTypeId).ToList())
        {
            portal.Statuses.RemoveAll(Portal.StageEntity(type.EntityTypeId, category.Id));
            portal.Categories.Remove(category);
        }

        portal.Types.Remove(type);
        portal.RemoveTable(type.EntityTypeId);
    }

    public static Category AddCategory(Portal portal, int entityTypeId, string name, bool isDefault)
    {
        var category = new Category { Id = ++portal.Counters.Category, EntityTypeId = entityTypeId, Name = name, IsDefault = isDefault };
        portal.Categories.Add(category);
        if (entityTypeId == Portal.Deal)
        {
            StockDictionaries.AddDealCategory(portal.Statuses, category.Id);
        }
        else
        {
            StockDictionaries.AddProcessCategory(portal.Statuses, entityTypeId, category.Id);
        }

        return category;
    }

    /// <summary>Adds the fields that switches and relations call for.</summary>
    private static void Extend(Portal portal, SmartType type)
    {
        var schema = portal.Table(type.EntityTypeId)!.Schema;
        foreach (var (name, spec) in Blocks)
        {
            if (type.Has(name))
            {
                schema.AddMissing(spec, FieldNames.Common);
            }
        }

        foreach (var parent in type.Parents)
        {
            AddParentField(portal, type.EntityTypeId, parent.EntityTypeId);
        }

        foreach (var child in type.Children)
        {
            AddParentField(portal, child.EntityTypeId, type.EntityTypeId);
        }
    }

    private static readonly (string Switch, string[] Spec)[] Blocks =
    [
        ("isStagesEnabled", EntitySpecs.ProcessStages),
        ("isBeginCloseDatesEnabled", EntitySpecs.ProcessDates),
        ("isClientEnabled", EntitySpecs.ProcessClient),
        ("isMycompanyEnabled", EntitySpecs.ProcessMyCompany),
        ("isLinkWithProductsEnabled", EntitySpecs.ProcessProducts),
        ("isSourceEnabled", EntitySpecs.ProcessSource),
        ("isObserversEnabled", EntitySpecs.ProcessObservers),
    ];

    private static void AddParentField(Portal portal, int childTypeId, int parentTypeId) =>
        portal.Table(childTypeId)?.Schema.AddMissing([string.Create(CultureInfo.InvariantCulture, $"PARENT_ID_{parentTypeId} crm_entity")], FieldNames.Common);

    private static List<TypeRelation>? Relations(PhpValue value) => value.Array is { } list
        ? [.. list.Where(entry => entry.Value.Array is not null).Select(entry => new TypeRelation(entry.Value.Array!["entityTypeId"].AsInteger, entry.Value.Array["isChildrenListEnabled"].IsYes))]
        : null;

    private static int EntityTypeId(Portal portal, PhpValue wanted)
    {
        if (!wanted.IsEmpty)
        {
            var id = wanted.AsInteger;
            var isInRange = id is >= 128 and <= 192 || (id >= 1030 && id % 2 == 0);
            return isInRange && portal.Table(id) is null ? id : throw Errors.Argument("entityTypeId is out of allowed range");
        }

        var next = portal.Counters.NextEntityType();
        while (portal.Table(next) is not null)
        {
            next = portal.Counters.NextEntityType();
        }

        return next;
    }
}
