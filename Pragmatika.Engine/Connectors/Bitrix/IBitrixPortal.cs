using Pragmatika.Engine.Connectors.Bitrix.Files;
using Pragmatika.Engine.Connectors.Bitrix.Timeline;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>
/// One Bitrix24 portal behind one webhook or application. All limits are kept here: callers may send as many requests at once as they like.
/// Reads are repeated on faults; writes are repeated only when the portal said that nothing was done.
/// </summary>
public interface IBitrixPortal
{
    /// <summary>Description of an entity (cached; <see cref="ForgetEntities"/> drops the cache). Takes lead, deal, contact, company, or type:CODE|ID|title.</summary>
    Task<CrmEntity> EntityAsync(string entity, CancellationToken cancellationToken);

    void ForgetEntities();

    /// <summary>
    /// Sends up to 50 commands as one request, labels c0…c49 in order (so <c>$result[c0][item][id]</c> names the id a crm.item.add gave), halt off. Answers stand in the order of the commands.
    /// Throws <see cref="BitrixException"/> when the request as a whole failed; <see cref="FailureKind.OutcomeUnknown"/> when it held writes and may have been done in part.
    /// </summary>
    Task<IReadOnlyList<CommandAnswer>> BatchAsync(IReadOnlyList<BitrixCommand> commands, CancellationToken cancellationToken);

    /// <summary>One call outside a batch, parameters as a JSON object.</summary>
    Task<CommandAnswer> CallAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken);

    /// <summary>Commands a batch should hold now: 50, or fewer when measured durations come near the 60 s cut.</summary>
    int BatchSize { get; }

    /// <summary>Builds crm.item.add. Fields with a None value are left out. A Reference must be resolved to a number or a result path first.</summary>
    BitrixCommand Add(CrmEntity entity, IReadOnlyList<WireField> fields);

    /// <summary>Builds crm.item.update. A None value clears the field. <paramref name="id"/> may be a $result reference.</summary>
    BitrixCommand Update(CrmEntity entity, string id, IReadOnlyList<WireField> fields);

    BitrixCommand Get(CrmEntity entity, string id);

    BitrixCommand Delete(CrmEntity entity, string id);

    /// <summary>Builds crm.timeline.comment.add. A second one says it twice: look before it is repeated.</summary>
    BitrixCommand Comment(CrmEntity entity, long id, string text);

    /// <summary>Builds crm.timeline.comment.list of one record, for <see cref="CommentsOf"/>.</summary>
    BitrixCommand Comments(CrmEntity entity, long id);

    /// <summary>The newest 50 comments, the newest first.</summary>
    IReadOnlyList<TimelineComment> CommentsOf(CommandAnswer answer);

    /// <summary>Sets the files of one field, in place of those it has; none empties it. May be repeated: it sets the same again.</summary>
    Task<CommandAnswer> PutFilesAsync(CrmEntity entity, long id, string field, IReadOnlyList<FileContent> files, CancellationToken cancellationToken);

    /// <summary>Builds crm.item.list by key set: order id ASC, start -1. Filter keys carry their operator (<c>&gt;id</c>, <c>@originId</c>).</summary>
    BitrixCommand List(CrmEntity entity, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter, IReadOnlyList<string> select);

    /// <summary>
    /// The mark that writes are sent with (<c>auth_connector</c>, reference 8.7): the portal does not put them into the offline queue of handlers bound with the same mark. Null sends none.
    /// </summary>
    string? Connector { get; set; }

    /// <summary>The id in the answer of crm.item.add.</summary>
    long IdOf(CommandAnswer answer);

    CrmItem ItemOf(CrmEntity entity, CommandAnswer answer);

    IReadOnlyList<CrmItem> ItemsOf(CrmEntity entity, CommandAnswer answer);

    /// <summary>All records whose filter holds, in id order, up to 2500 a request by chained commands.</summary>
    IAsyncEnumerable<CrmItem> ReadAllAsync(
        CrmEntity entity,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter,
        IReadOnlyList<string> select,
        CancellationToken cancellationToken);

    /// <summary>Looks up origin keys, 50 a command and 2500 a request: key → ids that carry it with <paramref name="originator"/>.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByOriginAsync(
        CrmEntity entity, string originator, IReadOnlyCollection<string> keys, CancellationToken cancellationToken);

    /// <summary>Looks up phones or e-mails through crm.duplicate.findbycomm, 20 a command: value → ids.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByCommunicationAsync(
        CrmEntity entity, string type, IReadOnlyCollection<string> values, CancellationToken cancellationToken);

    /// <summary>Looks up any other field by equality: value text → ids.</summary>
    Task<IReadOnlyDictionary<string, IReadOnlyList<long>>> FindByFieldAsync(
        CrmEntity entity, string field, IReadOnlyCollection<Value> values, CancellationToken cancellationToken);

    Task<IReadOnlyList<CrmItem>> GetManyAsync(CrmEntity entity, IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Says who the credentials belong to and what the portal can do; never throws for a bad credential.</summary>
    Task<Sql.ConnectionCheck> TestAsync(CancellationToken cancellationToken);

    /// <summary>Counters since this object was made.</summary>
    PortalCounters Counters { get; }

    /// <summary>Called after each HTTP request, for the journal; the address and all credentials are already redacted.</summary>
    Action<RestCall>? Called { get; set; }
}

/// <summary>
/// A field ready for the wire. <paramref name="ResultPath"/>, when set, stands raw instead of the value (a <c>$result[…]</c> reference).
/// <paramref name="Current"/> are the multi-field entries the record has, when they were read: a phone or e-mail is then diffed by meaning; without them values are only added.
/// </summary>
public readonly record struct WireField(string Name, Value Value, string? ResultPath = null, IReadOnlyList<MultiFieldEntry>? Current = null);

/// <summary>Requests sent, commands inside them (a single call counts one), writes among those, and refusals by limits.</summary>
public sealed record PortalCounters(long Requests, long Commands, long WriteCommands, long Refusals);

/// <summary>One HTTP request for the journal.</summary>
public sealed record RestCall(string Method, int Commands, int HttpStatus, TimeSpan Duration, FailureKind? Failure, string? Message);
