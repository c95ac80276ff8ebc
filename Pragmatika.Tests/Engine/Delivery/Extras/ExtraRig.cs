using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Runs.Reverse;

namespace Pragmatika.Tests.Engine.Delivery.Extras;

/// <summary>The people of <see cref="TwoWayRig"/> as contacts, with one more rule: a comment, or a file in the field ufCrmDoc.</summary>
internal static class ExtraRig
{
    public const string Field = "ufCrmDoc";

    public static readonly Rule Comment = new() { Kind = RuleKind.Comment, Field = "note", Source = new RuleSource { Column = "comment" } };

    public static Rule File(FileSettings settings, string column = "comment") => new() { Kind = RuleKind.File, Field = Field, Source = new RuleSource { Column = column }, File = settings };

    public static async Task<TwoWayRig> StartAsync(SqlEngine engine, Rule rule, Action<IServiceCollection>? configure = null, bool several = false)
    {
        var rig = await TwoWayRig.StartAsync(
            engine, change: definition => definition with { Flows = [definition.Flows[0] with { Rules = [.. definition.Flows[0].Rules, rule] }] }, configure: configure);
        if (rule.Kind == RuleKind.File)
        {
            var field = new { moduleId = "crm", field = new { entityId = "CRM_CONTACT", fieldName = "UF_CRM_DOC", userTypeId = "file", multiple = several ? "Y" : "N" } };
            (await rig.Portal.CallAsync("userfieldconfig.add", JsonSerializer.SerializeToUtf8Bytes(field), default)).Error.Should().BeNull();
        }

        return rig;
    }

    public static Task SetAsync(this TwoWayRig rig, string text, int id = 1, string column = "comment") => rig.ExecuteAsync($"UPDATE people SET {column} = '{text}' WHERE id = {id}");

    /// <summary>What the timelines of all contacts say, in the order it was said.</summary>
    public static IReadOnlyList<string> Said(this TwoWayRig rig) => [.. rig.Rig.Sandbox.Portal.Comments.All.Select(comment => comment["COMMENT"])];

    /// <summary>Names of the files in the order they came.</summary>
    public static IReadOnlyList<string> Stored(this TwoWayRig rig) => [.. rig.Rig.Sandbox.Portal.Files.OrderBy(file => file.Key).Select(file => file.Value.Name)];

    public static async Task<Value> FileOfAsync(this TwoWayRig rig, long id = 1) => (await rig.ItemAsync("contact", id)).Values.GetValueOrDefault(Field);

    public static async Task<RunRecord> SucceedAsync(this TwoWayRig rig, RunMode mode = RunMode.Incremental)
    {
        var run = await rig.RunAsync(mode);
        run.State.Should().Be(RunState.Succeeded, run.Message);
        return run;
    }
}
