using System.Globalization;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Journal;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Forward;

/// <summary>
/// Links what a run that died had made and no row asked for since: the first run that comes to its end after it looks through the records that carry our keys. Otherwise the portal would
/// be taken for known, and a row that brings such a key back would make its record a second time.
/// </summary>
internal sealed class LeftOrphans(RunContext context, RunProgress progress)
{
    private const int KeysAtOnce = 1000;

    public async Task LinkAsync(CancellationToken cancellationToken)
    {
        if (!context.Lease.PreviousUnclean || context.Request.DryRun)
        {
            return;
        }

        foreach (var target in context.Targets)
        {
            var found = new Dictionary<string, long>(StringComparer.Ordinal);
            await foreach (var item in context.Portal.ReadAllAsync(target.Entity, [Census.OriginIsOurs(target)], KeyFields(target), cancellationToken))
            {
                if (target.Owns(item))
                {
                    found.TryAdd(item.OriginKey![target.OriginPrefix.Length..], item.Id); // a copy that somebody made of it has a higher id
                }
            }

            foreach (var part in found.Chunk(KeysAtOnce))
            {
                await LinkAsync(target, part, cancellationToken);
            }
        }
    }

    private static string[] KeyFields(FlowTarget target) => target.Entity.IsSmartProcess ? ["id", "xmlId"] : ["id", "originatorId", "originId"];

    private async Task LinkAsync(FlowTarget target, KeyValuePair<string, long>[] found, CancellationToken cancellationToken)
    {
        var known = await context.Store.LinksAsync(context.Exchange, target.Name, [.. found.Select(one => one.Key)], cancellationToken);
        var links = found.Where(one => !known.ContainsKey(one.Key)).Select(one => LinkOf(target, one.Key, one.Value)).ToList();
        if (links.Count > 0)
        {
            var now = context.Time.GetUtcNow();
            await context.Store.CommitAsync(
                context.Commit(progress) with { Parts = [new LinkPart { Moved = links }], Journal = links.ConvertAll(link => Entry(link, now)) }, cancellationToken);
        }
    }

    private Link LinkOf(FlowTarget target, string key, long id) => new()
    {
        Flow = target.Name,
        Key = key,
        EntityTypeId = target.Entity.EntityTypeId,
        CrmId = id,
        Agreed = LinkMark.Found.Put("{}"),
        MatchValues = target.HearsCrm
            ? [.. Enumerable.Repeat(string.Empty, MatchText.CrmIdPosition(context.Definition.Flows[target.Index].Match.Count)), id.ToString(CultureInfo.InvariantCulture)]
            : [],
    };

    private JournalEntry Entry(Link link, DateTimeOffset now) => new()
    {
        At = now,
        Level = JournalLevel.Info,
        Kind = JournalKind.Record,
        Exchange = context.Exchange,
        RunId = context.RunId,
        Flow = link.Flow,
        Key = link.Key,
        CrmId = link.CrmId,
        Outcome = Outcome.Unchanged,
        Text = RunTexts.OrphanFound.With(),
    };
}
