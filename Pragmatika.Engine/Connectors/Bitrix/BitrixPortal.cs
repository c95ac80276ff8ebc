using System.Collections.Concurrent;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Bitrix.Files;
using Pragmatika.Engine.Connectors.Bitrix.Limits;
using Pragmatika.Engine.Connectors.Bitrix.Reads;
using Pragmatika.Engine.Connectors.Bitrix.Timeline;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>Joins the parts of the connector behind <see cref="IBitrixPortal"/>. Made by <see cref="BitrixPortalFactory"/>.</summary>
internal sealed class BitrixPortal(PortalCaller caller, BatchRunner batches, BatchSizer sizer, PortalMeter meter, PortalGate gate, PortalClock clock) : IBitrixPortal
{
    private readonly EntityReader _entities = new(batches);
    private readonly KeySetReader _keySet = new(batches);
    private readonly ItemSearch _search = new(batches, () => sizer.Size);
    private readonly PortalProbe _probe = new(batches);
    private ConcurrentDictionary<string, Lazy<Task<CrmEntity>>> _known = new(StringComparer.OrdinalIgnoreCase);

    public int BatchSize => sizer.Size;

    public string? Connector { get; set; }

    public PortalCounters Counters => meter.Counters;

    public Action<RestCall>? Called
    {
        get => meter.Called;
        set => meter.Called = value;
    }

    /// <summary>Requests on the wire and requests held back by limits: a simulated clock may move only when nothing is on the wire.</summary>
    internal (int OnWire, int HeldBack) Load => (gate.InFlight, gate.Waiting);

    public async Task<CrmEntity> EntityAsync(string entity, CancellationToken cancellationToken)
    {
        var known = _known;
        var reading = known.GetOrAdd(entity, name => new(() => ReadEntityAsync(name)));
        try
        {
            return await reading.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (reading.Value.IsFaulted)
        {
            known.TryRemove(new(entity, reading));
            throw;
        }
    }

    public void ForgetEntities() => _known = new(StringComparer.OrdinalIgnoreCase);

    public async Task<IReadOnlyList<CommandAnswer>> BatchAsync(IReadOnlyList<BitrixCommand> commands, CancellationToken cancellationToken) =>
        commands.Count == 0 ? [] : await batches.RunAsync(commands, cancellationToken);

    public async Task<CommandAnswer> CallAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        try
        {
            using var answered = await caller.SendAsync(new OutgoingCall(method, parameters), cancellationToken);
            answered.Ticket.Settle(0, 1, new(answered.Envelope.Time, answered.Envelope.Time));
            return new CommandAnswer { Result = answered.Result.ToArray(), Total = answered.Envelope.Total, Next = answered.Envelope.Next };
        }
        catch (BitrixException exception) when (exception is { Error: { } error, Kind: FailureKind.Rejected or FailureKind.NotFound or FailureKind.Unknown })
        {
            return new CommandAnswer { Error = error };
        }
    }

    public BitrixCommand Add(CrmEntity entity, IReadOnlyList<WireField> fields) => Marked(Commands.Add(entity, fields, clock.Offset));

    public BitrixCommand Update(CrmEntity entity, string id, IReadOnlyList<WireField> fields) => Marked(Commands.Update(entity, id, fields, clock.Offset));

    public BitrixCommand Get(CrmEntity entity, string id) => Commands.Get(entity, id);

    public BitrixCommand Delete(CrmEntity entity, string id) => Marked(Commands.Delete(entity, id));

    public BitrixCommand Comment(CrmEntity entity, long id, string text) => Marked(TimelineCommands.Add(entity, id, text));

    public BitrixCommand Comments(CrmEntity entity, long id) => TimelineCommands.List(entity, id);

    public IReadOnlyList<TimelineComment> CommentsOf(CommandAnswer answer) => TimelineCommands.Read(answer.Result);

    public Task<CommandAnswer> PutFilesAsync(CrmEntity entity, long id, string field, IReadOnlyList<FileContent> files, CancellationToken cancellationToken) =>
        CallAsync("crm.item.update", FileCall.Write(entity, id, field, files, Connector), cancellationToken);

    public BitrixCommand List(CrmEntity entity, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter, IReadOnlyList<string> select) =>
        Commands.List(entity, filter, select);

    public long IdOf(CommandAnswer answer) => ItemReader.IdOf(answer.Result.Span);

    public CrmItem ItemOf(CrmEntity entity, CommandAnswer answer) => ItemReader.One(entity, answer.Result.Span);

    public IReadOnlyList<CrmItem> ItemsOf(CrmEntity entity, CommandAnswer answer)
    {
        var items = new List<CrmItem>();
        ItemReader.Many(entity, answer.Result.Span, items);
        return items;
    }

    public IAsyncEnumerable<CrmItem> ReadAllAsync(
        CrmEntity entity, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter, IReadOnlyList<string> select, CancellationToken cancellationToken) =>
        _keySet.ReadAsync(entity, filter, select, () => sizer.Size, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByOriginAsync(
        CrmEntity entity, string originator, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        _search.ByOriginAsync(entity, originator, keys, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByCommunicationAsync(
        CrmEntity entity, string type, IReadOnlyCollection<string> values, CancellationToken cancellationToken) =>
        new CommunicationSearch(batches, _search, () => sizer.Size).FindAsync(entity, type, values, cancellationToken);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByFieldAsync(
        CrmEntity entity, string field, IReadOnlyCollection<Value> values, CancellationToken cancellationToken) =>
        _search.ByFieldAsync(entity, field, values, cancellationToken);

    public Task<IReadOnlyList<CrmItem>> GetManyAsync(CrmEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        _search.ByIdAsync(entity, ids, cancellationToken);

    public Task<ConnectionCheck> TestAsync(CancellationToken cancellationToken) => _probe.TestAsync(cancellationToken);

    /// <summary>An update without fields is only a look: nothing to mark.</summary>
    private BitrixCommand Marked(BitrixCommand command) => Connector is { } mark && !MethodSafety.IsRead(command.Method) ? command with { Query = command.Query + "&auth_connector=" + mark } : command;

    /// <summary>One reading serves all who ask, so no single caller's cancellation ends it.</summary>
    private Task<CrmEntity> ReadEntityAsync(string name) => _entities.ReadAsync(name, CancellationToken.None);
}
