using System.Text.Json;
using Pragmatika.Bench.Storms.History;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Bench.Storms.World;

/// <summary>The exchange of a storm: contacts and deals whose fields go both ways, comments to SQL only, deleted deals marked.</summary>
internal static class StormExchange
{
    public const string Name = "storm";
    public const string Portal = "portal";
    public const string Table = "table";
    public const string Originator = "PRAGMATIKA";
    public const string GoneMark = "yes";

    /// <summary>Stage in 1C → stage in the CRM.</summary>
    public static readonly IReadOnlyDictionary<string, string> Stages = new Dictionary<string, string> { ["1"] = "NEW", ["2"] = "PREPARATION", ["3"] = "EXECUTING" };

    public static ExchangeDefinition Of(StormSettings settings) => new()
    {
        Name = Name,
        Source = new SourceDefinition
        {
            Connection = Table,
            Table = ExchangeTable.Name,
            Key = ["id"],
            Tracking = settings.Tracking == TrackingKind.Cursor ? new TrackingDefinition { Kind = TrackingKind.Cursor, Column = "updated", Overlap = TimeSpan.Zero } : new TrackingDefinition(),
        },
        Destination = new DestinationDefinition { Connection = Portal, Originator = Originator },
        Limits = new RunLimits { BatchChangedRows = settings.BatchRows, BatchRows = settings.BatchRows, Lanes = 1 },
        Dictionaries = new Dictionary<string, IReadOnlyDictionary<string, string>> { ["stages"] = Stages },
        Flows = [Contacts(settings.Policy), Deals(settings.Policy)],
    };

    private static FlowDefinition Contacts(ConflictPolicy policy) => new()
    {
        Name = "contacts",
        Entity = "contact",
        Key = ["client"],
        Match = [new MatchRule { Field = "phone" }],
        Rules = [Both("name", "name", policy), Both("phone", "phone", policy, """{"kind":"phone"}""")],
    };

    private static FlowDefinition Deals(ConflictPolicy policy) => new()
    {
        Name = "deals",
        Entity = "deal",
        Key = ["deal"],
        Deleted = new DeletedDefinition { Policy = DeletePolicy.Mark, Column = "gone", Value = GoneMark },
        Rules =
        [
            new Rule { Field = "title", Source = new RuleSource { Column = "deal" } },
            Both("opportunity", "amount", policy, """{"kind":"number"}"""),
            Both("stageId", "stage", policy, """{"kind":"map","dictionary":"stages"}"""),
            Both("closedate", "closed", policy, """{"kind":"date"}""") with { Write = WriteWhen.NeverEmpty },
            new Rule { Field = "comments", Source = new RuleSource { Column = "comment" }, Direction = Direction.ToSql },
            new Rule { Field = "contactId", Source = new RuleSource { Flow = "contacts" } },
        ],
    };

    private static Rule Both(string field, string column, ConflictPolicy policy, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Column = column },
        Transforms = [.. transforms.Select(transform => JsonSerializer.Deserialize<TransformSpec>(transform, JsonSerializerOptions.Web)!)],
        Direction = Direction.Both,
        Conflict = policy,
    };
}
