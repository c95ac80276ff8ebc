using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Planned;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs;

/// <summary>The exchange of orders, with what runs about other runs need: the CRM as a person sees and changes it, the journal, the plans.</summary>
internal sealed class RunPair : IAsyncDisposable
{
    private RunPair(ExchangeRig rig, IBitrixPortal portal) => (Rig, Portal) = (rig, portal);

    public ExchangeRig Rig { get; }

    public IBitrixPortal Portal { get; }

    public SourceTable Table => Rig.Table;

    public static async Task<RunPair> StartAsync(Func<ExchangeDefinition, ExchangeDefinition>? change = null, SandboxOptions? sandbox = null)
    {
        var rig = await ExchangeRig.StartAsync(sandbox);
        await rig.SaveAsync(change is null ? SourceTable.Definition() : change(SourceTable.Definition()));
        return new RunPair(rig, rig.Service<IBitrixPortalFactory>().Create((await rig.Service<IConnectionCatalog>().OpenAsync("portal", default))!));
    }

    public Task<RunRecord> RunAsync(bool dryRun = false, RunMode mode = RunMode.Incremental) => Rig.RunAsync("orders", mode, dryRun);

    public Task<RunRecord> ExactlyAsync(Guid dryRun) => RunAsync(new RunRequest { Exchange = "orders", Mode = RunMode.Exactly, Of = new RunScope(dryRun) });

    public Task<RunRecord> UndoAsync(Guid run, bool dryRun = false, string? flow = null, string? key = null) =>
        RunAsync(new RunRequest { Exchange = "orders", Mode = RunMode.Undo, Of = new RunScope(run, flow, key), DryRun = dryRun });

    public async Task<RunRecord> RunAsync(RunRequest request)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var run = await Rig.Runs.StartAsync(request, limit.Token);
        var done = await Rig.Runs.CompletionAsync(run.Id, limit.Token);
        done.State.Should().BeOneOf([RunState.Succeeded, RunState.NeedsPerson], "{0}", done.Message);
        return done;
    }

    public async Task<CrmItem?> ItemAsync(string flow, string key)
    {
        var links = await Rig.Store.LinksAsync("orders", flow, [key], default);
        return links.TryGetValue(key, out var link) ? await ItemAsync(flow == "deals" ? "deal" : "contact", link.CrmId) : null;
    }

    public async Task<CrmItem?> ItemAsync(string entity, long id) =>
        (await Portal.GetManyAsync(await Portal.EntityAsync(entity, default), [id], default)).SingleOrDefault();

    public async Task<string?> ValueAsync(string flow, string key, string field) => (await ItemAsync(flow, key))?.Values.GetValueOrDefault(field).ToString();

    public async Task<IReadOnlyList<string>> PhonesAsync(string key) => [.. (await ItemAsync("contacts", key))!.MultiFields.Where(entry => entry.TypeId == "PHONE").Select(entry => entry.Value)];

    /// <summary>As a person would.</summary>
    public async Task ChangeAsync(string entity, long id, string field, Value value)
    {
        var described = await Portal.EntityAsync(entity, default);
        var command = Portal.Update(described, id.ToString(CultureInfo.InvariantCulture), [new WireField(field, value)]);
        (await Portal.BatchAsync([command], default)).Single().Error.Should().BeNull();
    }

    public async Task<int> CountAsync(string entity)
    {
        var count = 0;
        await foreach (var _ in Portal.ReadAllAsync(await Portal.EntityAsync(entity, default), [], ["id"], default))
        {
            count++;
        }

        return count;
    }

    public async Task<List<PlannedChange>> PlannedAsync(Guid run)
    {
        var changes = new List<PlannedChange>();
        await foreach (var change in Rig.Service<IPlannedChanges>().AllAsync(run, new PlannedFilter(), default))
        {
            changes.Add(change);
        }

        return changes;
    }

    public Task<IReadOnlyList<JournalEntry>> JournalAsync(Guid run, JournalKind kind) =>
        Rig.Service<IJournalReader>().PageAsync(new JournalFilter { RunId = run, Kind = kind }, null, 1000, default);

    public ValueTask DisposeAsync() => Rig.DisposeAsync();
}
