using System.Text.Json.Nodes;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>Pipelines of deals by name, and their stages by id.</summary>
internal sealed class DemoPipelines(DemoCalls calls)
{
    private const int DealTypeId = 2;

    private IReadOnlyList<JsonObject> _known = [];

    public async Task ReadAsync(CancellationToken cancellationToken) =>
        _known = await calls.ListAsync("crm.category.list", new JsonObject { ["entityTypeId"] = DealTypeId }, "categories", cancellationToken);

    public async Task<DemoPipeline> EnsureAsync(DemoStages stages, CancellationToken cancellationToken)
    {
        var found = _known.FirstOrDefault(known => (string?)known["name"] == stages.Pipeline) ?? await AddAsync(stages.Pipeline, cancellationToken);
        var pipeline = new DemoPipeline(DemoJson.Integer(found["id"]));
        await EnsureStagesAsync(pipeline, stages, cancellationToken);
        return pipeline;
    }

    private async Task<JsonObject> AddAsync(string name, CancellationToken cancellationToken)
    {
        var parameters = new JsonObject { ["entityTypeId"] = DealTypeId, ["fields"] = new JsonObject { ["name"] = name } };
        return (await calls.CallAsync("crm.category.add", parameters, cancellationToken))!["category"]!.AsObject();
    }

    private async Task EnsureStagesAsync(DemoPipeline pipeline, DemoStages stages, CancellationToken cancellationToken)
    {
        var dictionary = FormattableString.Invariant($"DEAL_STAGE_{pipeline.Id}");
        var filter = new JsonObject { ["ENTITY_ID"] = dictionary };
        var known = await calls.ListAsync("crm.status.list", new JsonObject { ["filter"] = filter }, member: null, cancellationToken);
        foreach (var (stage, name) in stages.Names)
        {
            var found = known.FirstOrDefault(status => (string?)status["STATUS_ID"] == pipeline.Stage(stage));
            if (found is null)
            {
                var fields = new JsonObject { ["ENTITY_ID"] = dictionary, ["STATUS_ID"] = stage, ["NAME"] = name };
                await calls.CallAsync("crm.status.add", new JsonObject { ["fields"] = fields }, cancellationToken);
            }
            else if ((string?)found["NAME"] != name)
            {
                var parameters = new JsonObject { ["id"] = DemoJson.Integer(found["ID"]), ["fields"] = new JsonObject { ["NAME"] = name } };
                await calls.CallAsync("crm.status.update", parameters, cancellationToken);
            }
        }
    }
}
