using System.Globalization;
using System.Text;
using System.Text.Json;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Bench.Storms.World;

/// <summary>A record of the portal that appeared, changed or went, with the texts of its watched fields; none for one that went.</summary>
internal sealed record RecordSeen(ChangeKind Kind, int EntityTypeId, int Id, string Origin, IReadOnlyDictionary<string, string?> Fields);

/// <summary>The people of the portal, and whoever watches it.</summary>
internal sealed class PortalSide : IDisposable
{
    private static readonly string[] ContactFields = ["name", "phone"];
    private static readonly string[] DealFields = ["title", "opportunity", "stageId", "closedate", "comments"];

    private readonly SandboxServices _sandbox;
    private readonly HttpClient _people;
    private readonly Uri _webhook;
    private readonly List<RecordSeen> _seen = [];

    public PortalSide(SandboxServices sandbox, LateRequests late, Uri webhook)
    {
        (_sandbox, _webhook) = (sandbox, webhook);
        _people = new HttpClient(new SandboxNetwork(sandbox, late, life: null));
        var raise = sandbox.Portal.Changed;
        sandbox.Portal.Changed = change =>
        {
            if (change.EntityTypeId is CrmKind.Contact or CrmKind.Deal)
            {
                _seen.Add(See(change));
            }

            raise?.Invoke(change);
        };
    }

    /// <summary>Changes since the last call, in order.</summary>
    public IReadOnlyList<RecordSeen> TakeSeen()
    {
        lock (_sandbox.Portal.Gate)
        {
            var seen = _seen.ToList();
            _seen.Clear();
            return seen;
        }
    }

    /// <summary>Live records of a kind.</summary>
    public IReadOnlyList<RecordSeen> All(int entityTypeId)
    {
        lock (_sandbox.Portal.Gate)
        {
            var table = _sandbox.Portal.Table(entityTypeId)!;
            return [.. Enumerable.Range(1, table.LastId).Where(table.Contains).Select(id => See(new RecordChange(ChangeKind.Updated, entityTypeId, id, 0, null)))];
        }
    }

    /// <summary>The contact a deal is bound to; 0 when to none.</summary>
    public int ContactOf(int deal)
    {
        lock (_sandbox.Portal.Gate)
        {
            var table = _sandbox.Portal.Table(CrmKind.Deal)!;
            return Binding.PrimaryOf(table.Value(deal, table.Schema.WellKnown.ContactIds));
        }
    }

    public int? Find(int entityTypeId, string origin) => All(entityTypeId).FirstOrDefault(record => record.Origin == origin)?.Id;

    public Task UpdateContactAsync(int id, string field, string value) => CallAsync("crm.contact.update", new { id, fields = new Dictionary<string, string> { [field] = value } });

    public Task UpdatePhoneAsync(int id, string phone)
    {
        int known;
        lock (_sandbox.Portal.Gate)
        {
            known = PhonesOf(id).FirstOrDefault()?.Id ?? 0;
        }

        object entry = known > 0 ? new { ID = known, VALUE = phone } : new { VALUE = phone, VALUE_TYPE = "WORK" };
        return CallAsync("crm.contact.update", new { id, fields = new { PHONE = new[] { entry } } });
    }

    public Task AddContactAsync(string name, string phone) =>
        CallAsync("crm.contact.add", new { fields = new { NAME = name, PHONE = new[] { new { VALUE = phone, VALUE_TYPE = "WORK" } } } });

    public Task UpdateDealAsync(int id, string field, string value) =>
        CallAsync("crm.item.update", new { entityTypeId = CrmKind.Deal, id, fields = new Dictionary<string, string> { [field] = value } });

    public Task DeleteDealAsync(int id) => CallAsync("crm.deal.delete", new { id });

    public Task MergeContactsAsync(int keep, int other) =>
        CallAsync("crm.entity.mergeBatch", new { @params = new { entityTypeId = CrmKind.Contact, entityIds = new[] { keep, other } } });

    /// <summary>Takes a record out of the recycle bin, under its own id or a new one.</summary>
    public void Restore(int entityTypeId, int id, bool asNew)
    {
        lock (_sandbox.Portal.Gate)
        {
            if (_sandbox.Portal.Bin.Take(entityTypeId, id) is { } record)
            {
                new RecordWriter(_sandbox.Portal, _sandbox.Portal.Table(entityTypeId)!, new Caller("bin", 1, IsApplication: false, Scopes: null), new WriteMode(IsClassic: false)).Restore(record, asNew);
            }
        }
    }

    public void Dispose() => _people.Dispose();

    private async Task CallAsync(string method, object parameters)
    {
        using var body = new StringContent(JsonSerializer.Serialize(parameters), Encoding.UTF8, "application/json");
        using var answer = await _people.PostAsync(new Uri(_webhook, method), body);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    private RecordSeen See(RecordChange change)
    {
        var table = _sandbox.Portal.Table(change.EntityTypeId)!;
        if (change.Kind == ChangeKind.Deleted || !table.Contains(change.Id))
        {
            return new RecordSeen(ChangeKind.Deleted, change.EntityTypeId, change.Id, string.Empty, new Dictionary<string, string?>());
        }

        var fields = change.EntityTypeId == CrmKind.Contact ? ContactFields : DealFields;
        var origin = table.Value(change.Id, table.Schema.WellKnown.OriginatorId).Text == StormExchange.Originator ? table.Value(change.Id, table.Schema.WellKnown.OriginId).Text : string.Empty;
        return new RecordSeen(change.Kind, change.EntityTypeId, change.Id, origin, fields.ToDictionary(field => field, field => Text(table, change.Id, field)));
    }

    private string? Text(EntityTable table, int id, string field)
    {
        if (field == "phone")
        {
            return string.Join(';', PhonesOf(id).Select(phone => "+" + Communication.NormalisePhone(phone.Value))) is { Length: > 0 } phones ? phones : null;
        }

        var value = table.Value(id, table.Schema.SlotOf(field));
        return value.Kind switch
        {
            ValueKind.None => null,
            ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
            ValueKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
            ValueKind.Date => DateTime.UnixEpoch.AddDays(value.Integer).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => value.Text,
        };
    }

    private IEnumerable<Communication> PhonesOf(int contact)
    {
        var table = _sandbox.Portal.Table(CrmKind.Contact)!;
        return table.Value(contact, table.Schema.SlotOf("fm")).Communications.Where(one => one.TypeId == "PHONE");
    }
}
