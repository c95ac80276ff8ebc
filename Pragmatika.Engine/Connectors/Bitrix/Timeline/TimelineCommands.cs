using System.Globalization;
using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;

namespace Pragmatika.Engine.Connectors.Bitrix.Timeline;

/// <summary>Builds crm.timeline.comment.* and reads its answers (reference 8.3). Pure.</summary>
internal static class TimelineCommands
{
    private const int UsualLength = 512;

    public static BitrixCommand Add(CrmEntity entity, long id, string text)
    {
        var query = Of(entity, id, "fields");
        query.Member("fields", "COMMENT");
        query.Encoded(Harmless(text));
        return End("crm.timeline.comment.add", ref query);
    }

    /// <summary>The newest page of one record's comments.</summary>
    public static BitrixCommand List(CrmEntity entity, long id)
    {
        var query = Of(entity, id, "filter");
        query.Member("order", "ID");
        query.Raw("DESC");
        return End("crm.timeline.comment.list", ref query);
    }

    /// <summary>The newest first.</summary>
    public static IReadOnlyList<TimelineComment> Read(ReadOnlyMemory<byte> result)
    {
        using var document = JsonDocument.Parse(result);
        return [.. document.RootElement.Rows().Select(row => new TimelineComment(row.Number("ID") ?? 0, row.Text("COMMENT"))).OrderByDescending(comment => comment.Id)];
    }

    /// <summary>Whether a comment of the portal is the one we would say; the portal may write its marks and blanks in another way.</summary>
    public static bool IsSame(string text, TimelineComment comment) => Plain(Harmless(text)) == Plain(comment.Text);

    private static string Plain(string text) => RichText.Plain(text.ReplaceLineEndings("\n")).Trim();

    /// <summary>The portal would run a reference that stands in somebody's text.</summary>
    private static string Harmless(string text) => text.Replace("$result[", "$\u2060result[", StringComparison.Ordinal);

    private static QueryText Of(CrmEntity entity, long id, string member)
    {
        var query = new QueryText(UsualLength);
        query.Member(member, "ENTITY_ID");
        query.Number(id);
        query.Member(member, "ENTITY_TYPE");
        query.Raw(TypeOf(entity));
        return query;
    }

    private static string TypeOf(CrmEntity entity) => entity.EntityTypeId switch
    {
        1 => "lead",
        2 => "deal",
        3 => "contact",
        4 => "company",
        var type => "dynamic_" + type.ToString(CultureInfo.InvariantCulture),
    };

    private static BitrixCommand End(string method, ref QueryText query)
    {
        var command = new BitrixCommand(method, query.ToString());
        query.Dispose();
        return command;
    }
}
