using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Hearing.Intake;
using Pragmatika.Engine.Links;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Hearing;

/// <summary>The engine and a sandbox over real HTTP on one clock that the test moves, with an exchange that listens to contacts.</summary>
internal sealed class HearingRig : IAsyncDisposable
{
    public const int Contact = 3;
    public const string Token = "token-of-the-portal-0123456789";

    private readonly ExchangeRig _rig;

    private HearingRig(ExchangeRig rig, ManualTimeProvider clock, Notices notices, IBitrixPortal portal) => (_rig, Clock, Notices, Portal) = (rig, clock, notices, portal);

    /// <summary>The portal as a person uses it.</summary>
    public IBitrixPortal Portal { get; }

    public ManualTimeProvider Clock { get; }

    public Notices Notices { get; }

    public SandboxHost Sandbox => _rig.Sandbox;

    public EventIntake Intake => Service<EventIntake>();

    public T Service<T>()
        where T : notnull => _rig.Service<T>();

    public static async Task<HearingRig> StartAsync(SandboxOptions? options = null, string direction = "both", string entity = "contact")
    {
        var clock = new ManualTimeProvider();
        var notices = new Notices();
        var rig = await ExchangeRig.StartAsync(
            (options ?? new SandboxOptions()) with { Clock = clock },
            services =>
            {
                services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
                services.AddSingleton<IHeard>(notices);
            });
        await rig.SaveAsync(Definition(direction, entity));
        var portal = rig.Service<BitrixPortalFactory>().OpenWebhook(rig.Sandbox.WebhookAddress.ToString());
        return new HearingRig(rig, clock, notices, portal);
    }

    /// <summary>An exchange of one flow; direction toCrm, toSql or both.</summary>
    public static ExchangeDefinition Definition(string direction = "both", string entity = "contact", string name = "customers") => new()
    {
        Name = name,
        Source = new SourceDefinition { Connection = "sql", Table = "customers", Key = ["id"] },
        Destination = new DestinationDefinition { Connection = "portal" },
        Flows =
        [
            new FlowDefinition
            {
                Name = "people",
                Entity = entity,
                Key = ["id"],
                Rules = [new Rule { Field = "name", Source = new RuleSource { Column = "name" }, Direction = Enum.Parse<Direction>(direction, ignoreCase: true) }],
            },
        ],
    };

    /// <summary>Hears once by a way after the current second is over.</summary>
    public async Task<int> HearAsync(HeardBy way)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return await Service<IHearing>().HearAsync("portal", way, default);
    }

    /// <summary>The same in bad weather: the clock goes on while it waits; what gives up is tried again, as the service would.</summary>
    public async Task<int> HearInWeatherAsync(HeardBy way)
    {
        for (var attempt = 1; ; attempt++)
        {
            var hearing = HearAsync(way);
            while (!hearing.IsCompleted)
            {
                Clock.Advance(TimeSpan.FromMilliseconds(200));
                await Task.WhenAny(hearing, Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System));
            }

            try
            {
                return await hearing;
            }
            catch (BitrixException) when (attempt < 20)
            {
                // The next round brings it.
            }
        }
    }

    public async Task<long> AddAsync(string name) =>
        (await CallAsync("crm.item.add", new { entityTypeId = Contact, fields = new { name } })).GetProperty("item").GetProperty("id").GetInt64();

    /// <summary>From now on the connection is an installed application's.</summary>
    public Task UseApplicationAsync() => InstalledApplication.UseAsync(_rig);

    public Task RenameAsync(long id, string name) => CallAsync("crm.item.update", new { entityTypeId = Contact, id, fields = new { name } });

    public Task DeleteAsync(long id) => CallAsync("crm.item.delete", new { entityTypeId = Contact, id });

    public async Task<JsonElement> CallAsync(string method, object parameters)
    {
        var answer = await Portal.CallAsync(method, JsonSerializer.SerializeToUtf8Bytes(parameters), default);
        answer.Error.Should().BeNull();
        using var document = JsonDocument.Parse(answer.Result);
        return document.RootElement.Clone();
    }

    /// <summary>Everything that waits after a cursor.</summary>
    public Task<InboxPage> WaitingAsync(long after = 0, int entityTypeId = Contact) =>
        Service<ICrmInbox>().ReadAsync("portal", [entityTypeId], after, 10_000, default);

    public async Task<IEnumerable<long>> WaitingIdsAsync(long after = 0) => (await WaitingAsync(after)).Records.Select(record => record.CrmId);

    /// <summary>Links rows to contacts, as a run would.</summary>
    public async Task LinkAsync(params long[] crmIds)
    {
        var store = Service<IEngineStore>();
        var run = new RunRecord { Id = Guid.NewGuid(), Exchange = "customers", Mode = RunMode.Full, State = RunState.Running, StartedAt = Clock.GetUtcNow(), StartedBy = "test" };
        var lease = await store.TakeLeaseAsync(run, TimeSpan.FromMinutes(1), default);
        var links = crmIds.Select(id => new Link { Flow = "people", Key = "k" + id.ToString(CultureInfo.InvariantCulture), EntityTypeId = Contact, CrmId = id, Agreed = "{}" }).ToList();
        await store.CommitAsync(new BatchCommit { Exchange = "customers", Run = run, Fence = lease!.Fence, Parts = [new LinkPart { Moved = links }] }, default);
        await store.EndRunAsync(run with { State = RunState.Succeeded, EndedAt = Clock.GetUtcNow() }, lease.Fence, clean: true, default);
    }

    public Task StoreTokenAsync() => Service<IConnectionCatalog>().SaveHookTokenAsync("portal", Token, default);

    public static string Form(string name, long id, string token = Token) => new StringBuilder("event=").Append(name)
        .Append("&data%5BFIELDS%5D%5BID%5D=").Append(id)
        .Append("&ts=1736405807&auth%5Bmember_id%5D=0123&auth%5Bapplication_token%5D=").Append(token).ToString();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();
}

/// <summary>Remembers what it was told.</summary>
internal sealed class Notices : IHeard
{
    private readonly List<(string Connection, int[] Types)> _told = [];

    public IReadOnlyList<(string Connection, int[] Types)> Told
    {
        get
        {
            lock (_told)
            {
                return [.. _told];
            }
        }
    }

    public void Heard(string connection, IReadOnlyCollection<int> entityTypes)
    {
        lock (_told)
        {
            _told.Add((connection, [.. entityTypes]));
        }
    }
}
