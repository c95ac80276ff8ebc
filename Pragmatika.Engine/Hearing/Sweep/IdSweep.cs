using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Links;

namespace Pragmatika.Engine.Hearing.Sweep;

/// <summary>
/// Reads all ids of one kind of record and compares them with the links and with what was heard: finds deletes, records back from the recycle bin, bindings that changed
/// without a modified time, and changes that slipped past the other ways. All three are walked once, in id order; only the linked ids (8 bytes each) are held in memory.
/// </summary>
internal sealed class IdSweep(HeardInbox inbox, ICrmMemory memory, ILinkStore store, IHearingStore book, TimeProvider time)
{
    private const int KeepRows = 2000;

    /// <summary>Returns how many records were heard. Throws what the portal and the store throw; then the next sweep begins anew.</summary>
    public async Task<int> SweepAsync(IBitrixPortal portal, string connection, CrmEntity entity, IReadOnlyCollection<(string Exchange, string Flow)> flows, CancellationToken cancellationToken)
    {
        if (await book.PositionAsync(connection, entity.EntityTypeId, cancellationToken) is not { } position)
        {
            return 0; // polling notes first where listening begins
        }

        var began = time.GetUtcNow();

        // The links first: a record linked while the portal is read is not missed.
        var linked = await LinkedAsync(entity.EntityTypeId, flows, cancellationToken);
        var now = await PortalNow.AskAsync(portal, time, cancellationToken);
        var pass = new Pass(connection, entity, now, position.Since, Bindings.FieldsOf(entity));
        await WalkAsync(portal, pass, linked, cancellationToken);
        pass.Changes.AddRange(await GoneAsync(portal, entity, pass.Missing, cancellationToken));
        await KeepAsync(pass, atLeast: 1, cancellationToken);
        await book.SweptAsync(connection, entity.EntityTypeId, began, cancellationToken);
        return pass.Heard;
    }

    private async Task<long[]> LinkedAsync(int entityTypeId, IReadOnlyCollection<(string Exchange, string Flow)> flows, CancellationToken cancellationToken)
    {
        var ids = new List<long>();
        foreach (var (exchange, flow) in flows)
        {
            await foreach (var link in store.AllLinksAsync(exchange, flow, cancellationToken))
            {
                if (link.EntityTypeId == entityTypeId)
                {
                    ids.Add(link.CrmId);
                }
            }
        }

        ids.Sort();
        return ids.Distinct().ToArray();
    }

    private async Task WalkAsync(IBitrixPortal portal, Pass pass, long[] linked, CancellationToken cancellationToken)
    {
        var next = 0;
        await using var remembered = new MemoryCursor(memory.RememberedAsync(pass.Connection, pass.Entity.EntityTypeId, cancellationToken).GetAsyncEnumerator(cancellationToken));
        await foreach (var item in portal.ReadAllAsync(pass.Entity, [], ["id", "updatedTime", .. pass.BindingFields], cancellationToken))
        {
            for (; next < linked.Length && linked[next] < item.Id; next++)
            {
                await MissAsync(pass, linked[next], remembered);
            }

            var isLinked = next < linked.Length && linked[next] == item.Id;
            next += isLinked ? 1 : 0;
            Judge(pass, item, await remembered.FindAsync(item.Id), isLinked);
            await KeepAsync(pass, KeepRows, cancellationToken);
        }

        for (; next < linked.Length; next++)
        {
            await MissAsync(pass, linked[next], remembered);
        }
    }

    private static async ValueTask MissAsync(Pass pass, long crmId, MemoryCursor remembered)
    {
        if (await remembered.FindAsync(crmId) is not { Kind: HeardKind.Deleted, HeardAt: not null })
        {
            pass.Missing.Add(crmId);
        }
    }

    private static void Judge(Pass pass, CrmItem item, RememberedRecord? remembered, bool isLinked)
    {
        long? bindings = isLinked && pass.BindingFields.Count > 0 ? Bindings.Fingerprint(item, pass.BindingFields) : null;
        var record = new SweptRecord(pass.Entity.EntityTypeId, item.Id, item.UpdatedTime?.ToUniversalTime());
        if (SweepJudge.Of(record, remembered, pass.Now, pass.Since, bindings) is { } change)
        {
            pass.Changes.Add(change);
        }

        if (bindings is { } seen && remembered?.Bindings is null)
        {
            pass.Notes.Add((item.Id, seen));
        }
    }

    /// <summary>Missing from the list is not yet deleted: rights may have changed. Each is asked for by id, and only "not found" counts.</summary>
    private static async Task<List<HeardChange>> GoneAsync(IBitrixPortal portal, CrmEntity entity, List<long> missing, CancellationToken cancellationToken)
    {
        var gone = new List<HeardChange>();
        foreach (var part in missing.Chunk(portal.BatchSize))
        {
            var answers = await portal.BatchAsync([.. part.Select(id => portal.Get(entity, id.ToString(CultureInfo.InvariantCulture)))], cancellationToken);
            for (var index = 0; index < part.Length; index++)
            {
                if (answers[index].Error is { Kind: FailureKind.NotFound })
                {
                    gone.Add(new(entity.EntityTypeId, part[index], HeardKind.Deleted, HeardBy.Sweep) { CoveredFrom = DateTimeOffset.MinValue });
                }
            }
        }

        return gone;
    }

    private async Task KeepAsync(Pass pass, int atLeast, CancellationToken cancellationToken)
    {
        if (pass.Changes.Count >= atLeast)
        {
            pass.Heard += await inbox.AppendAsync(pass.Connection, pass.Changes, cancellationToken);
            pass.Changes.Clear();
        }

        if (pass.Notes.Count >= atLeast)
        {
            await memory.RememberAsync(pass.Connection, pass.Entity.EntityTypeId, pass.Notes, cancellationToken);
            pass.Notes.Clear();
        }
    }

    /// <summary>What one sweep has found and not kept yet.</summary>
    private sealed class Pass(string connection, CrmEntity entity, PortalNow now, DateTimeOffset since, IReadOnlyList<string> bindingFields)
    {
        public string Connection => connection;

        public CrmEntity Entity => entity;

        public PortalNow Now => now;

        public DateTimeOffset Since => since;

        public IReadOnlyList<string> BindingFields => bindingFields;

        public List<HeardChange> Changes { get; } = [];

        public List<(long CrmId, long Bindings)> Notes { get; } = [];

        public List<long> Missing { get; } = [];

        public int Heard { get; set; }
    }
}
