using Pragmatika.Engine.Connectors.Bitrix.Entities;

namespace Pragmatika.Engine.Connectors.Bitrix.Batches;

/// <summary>Builds the commands of crm.item.*. Pure.</summary>
internal static class Commands
{
    private const int UsualLength = 2048;

    public static BitrixCommand Add(CrmEntity entity, IReadOnlyList<WireField> fields, TimeSpan offset)
    {
        var query = Begin(entity);
        new WireEncoder(entity, offset).Write(ref query, fields, clearing: false);
        return End("crm.item.add", ref query);
    }

    /// <summary>Phones and e-mails that are there already leave nothing to write; the portal refuses an update without fields, so the record is only looked at.</summary>
    public static BitrixCommand Update(CrmEntity entity, string id, IReadOnlyList<WireField> fields, TimeSpan offset)
    {
        var query = Begin(entity);
        Id(ref query, id);
        var bare = query.Length;
        new WireEncoder(entity, offset).Write(ref query, fields, clearing: true);
        return End(query.Length == bare ? "crm.item.get" : "crm.item.update", ref query);
    }

    public static BitrixCommand Get(CrmEntity entity, string id) => ById("crm.item.get", entity, id);

    public static BitrixCommand Delete(CrmEntity entity, string id) => ById("crm.item.delete", entity, id);

    public static BitrixCommand List(CrmEntity entity, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter, IReadOnlyList<string> select)
    {
        var query = Begin(entity);
        query.Member("order", "id");
        query.Raw("ASC");
        foreach (var (key, values) in filter)
        {
            Condition(ref query, key, values);
        }

        foreach (var field in select)
        {
            query.Name("select[]");
            query.Encoded(field);
        }

        query.Name("start");
        query.Raw("-1");
        return End("crm.item.list", ref query);
    }

    /// <summary>Several values, or an IN operator, need a list.</summary>
    private static void Condition(ref QueryText query, string key, IReadOnlyList<string> values)
    {
        var list = values.Count != 1 || key.Contains('@', StringComparison.Ordinal);
        foreach (var value in values)
        {
            query.Member("filter", key, list);
            if (value.StartsWith("$result[", StringComparison.Ordinal))
            {
                query.Raw(value);
            }
            else
            {
                query.Encoded(value);
            }
        }
    }

    private static BitrixCommand ById(string method, CrmEntity entity, string id)
    {
        var query = Begin(entity);
        Id(ref query, id);
        return End(method, ref query);
    }

    private static void Id(ref QueryText query, string id)
    {
        query.Name("id");
        query.Raw(id);
    }

    private static QueryText Begin(CrmEntity entity)
    {
        var query = new QueryText(UsualLength);
        query.Name("entityTypeId");
        query.Number((long)entity.EntityTypeId);
        return query;
    }

    private static BitrixCommand End(string method, ref QueryText query)
    {
        var command = new BitrixCommand(method, query.ToString());
        query.Dispose();
        return command;
    }
}
