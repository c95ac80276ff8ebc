using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Forward;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Repair;

/// <summary>SQL is right: the rows of the records go the way forward, compared with what the CRM holds now.</summary>
internal sealed class RepairToCrm(RunContext context, RunProgress progress)
{
    public async Task RunAsync(IReadOnlyList<CompareFinding> findings, CancellationToken finish, CancellationToken stop)
    {
        if (findings.Count == 0)
        {
            return;
        }

        await ForgetGoneAsync(findings, stop);
        var rows = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in findings.GroupBy(finding => finding.Flow, StringComparer.Ordinal))
        {
            rows.UnionWith(await RowsAsync(context.Target(flow.Key), [.. flow.Select(finding => finding.Key)], stop));
        }

        var repair = context with
        {
            Request = context.Request with { Mode = RunMode.Keys, Keys = [.. rows] },
            Repairs = findings.Select(finding => (finding.Flow, finding.Key)).ToHashSet(),
            Links = new LinkView(context.Store, context.Exchange),
        };
        var read = SourceReading.For(repair.Definition, repair.Request, repair.Shape.Columns, checkpoint: null);
        await RunParts.Pump(repair, progress).RunAsync(read, savesCursor: false, finish, stop);
    }

    private async Task<IEnumerable<string>> RowsAsync(FlowTarget target, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var flow = new ReverseFlow(target, context.Definition.Flows[target.Index], [], Mark: null);
        var carriers = await new CarrierFinder(context).FindAsync(flow, keys, cancellationToken);
        return carriers.Values.SelectMany(rows => rows).Select(carrier => carrier.Row.Key);
    }

    /// <summary>Links of records that are surely no longer there go, so that their rows make new ones. A record that is only missing from a list may be hidden from us: it keeps its link.</summary>
    private async Task ForgetGoneAsync(IReadOnlyList<CompareFinding> findings, CancellationToken cancellationToken)
    {
        var gone = new List<(string Flow, string Key)>();
        foreach (var part in findings.Where(finding => finding is { Kind: Verify.DifferenceKind.Missing, CrmId: not null }).Chunk(context.Portal.BatchSize))
        {
            var commands = part.Select(finding => context.Portal.Get(context.Target(finding.Flow).Entity, finding.CrmId!.Value.ToString(CultureInfo.InvariantCulture))).ToList();
            var answers = await context.Portal.BatchAsync(commands, cancellationToken);
            gone.AddRange(part.Where((_, index) => answers[index].Error is { Kind: FailureKind.NotFound }).Select(finding => (finding.Flow, finding.Key)));
        }

        if (gone.Count > 0)
        {
            await context.Store.CommitAsync(context.Commit(progress) with { Parts = [new LinkPart { Forgotten = gone }] }, cancellationToken);
        }
    }
}
