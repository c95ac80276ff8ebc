using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Tests.Engine.Mapping;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>An exchange that goes both ways between a table on a given engine and a sandbox over real HTTP.</summary>
internal sealed class TwoWayRig : IAsyncDisposable
{
    public const string TableSql =
        """
        CREATE TABLE people(id INTEGER PRIMARY KEY, client VARCHAR(50), name VARCHAR(100), phone VARCHAR(100), deal VARCHAR(50), amount VARCHAR(30), stage VARCHAR(10),
          closed DATE, manager VARCHAR(40), comment VARCHAR(100), gone VARCHAR(10), foreign_note VARCHAR(20), updated VARCHAR(30))
        """;

    private readonly ExchangeRig _rig;
    private readonly TestDatabase _database;
    private readonly IBitrixPortal _portal;

    private TwoWayRig(ExchangeRig rig, TestDatabase database, IBitrixPortal portal) => (_rig, _database, _portal) = (rig, database, portal);

    public IEngineStore Store => _rig.Store;

    public ExchangeRig Rig => _rig;

    public IBitrixPortal Portal => _portal;

    public static async Task<TwoWayRig> StartAsync(SqlEngine engine, ConflictPolicy conflict = ConflictPolicy.Sql, Func<ExchangeDefinition, ExchangeDefinition>? change = null, Action<IServiceCollection>? configure = null)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await database.ExecuteAsync(TableSql);
        var rig = await ExchangeRig.StartAsync(configure: configure);
        var kind = engine == SqlEngine.Sqlite ? ConnectionKind.Sqlite : ConnectionKind.PostgreSql;
        await rig.Service<IConnectionCatalog>().SaveAsync("people", "People", kind, database.ConnectionString, default);
        var definition = Definition(conflict);
        await rig.SaveAsync(change is null ? definition : change(definition));
        return new TwoWayRig(rig, database, rig.Service<IBitrixPortalFactory>().Create((await rig.Service<IConnectionCatalog>().OpenAsync("portal", default))!));
    }

    public async Task AddAsync(int id, string client, string name, string? phone, string deal, string amount = "100", string stage = "1")
    {
        await ExecuteAsync($"INSERT INTO people(id, client, name, phone, deal, amount, stage, foreign_note) VALUES({id}, '{client}', '{name}', {(phone is null ? "NULL" : $"'{phone}'")}, '{deal}', '{amount}', '{stage}', 'kept')");
    }

    public async Task<long> RowsAsync() => Convert.ToInt64(await _database.ScalarAsync("SELECT count(*) FROM people"), CultureInfo.InvariantCulture);

    public async Task<int> FirstIdAsync() => Convert.ToInt32(await _database.ScalarAsync("SELECT min(id) FROM people"), CultureInfo.InvariantCulture);

    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    public async Task<string?> CellAsync(string column, int id = 1) =>
        await _database.ScalarAsync($"SELECT {column} FROM people WHERE id = {id}") is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public Task<RunRecord> RunAsync(RunMode mode = RunMode.Incremental, bool dryRun = false) => _rig.RunAsync("people", mode, dryRun);

    /// <summary>Changes fields as a person would, and lets the portal say so.</summary>
    public async Task ChangeAsync(string entity, long id, params (string Field, Value Value)[] fields)
    {
        await ChangeUnheardAsync(entity, id, fields);
        await HearAsync(entity, id);
    }

    public async Task ChangeUnheardAsync(string entity, long id, params (string Field, Value Value)[] fields)
    {
        var described = await _portal.EntityAsync(entity, default);
        var current = (await _portal.GetManyAsync(described, [id], default)).Single().MultiFields;
        var command = _portal.Update(described, id.ToString(CultureInfo.InvariantCulture), [.. fields.Select(field => new WireField(field.Field, field.Value, null, current))]);
        (await _portal.BatchAsync([command], default)).Single().Error.Should().BeNull();
    }

    public async Task DeleteAsync(string entity, long id)
    {
        var described = await _portal.EntityAsync(entity, default);
        (await _portal.BatchAsync([_portal.Delete(described, id.ToString(CultureInfo.InvariantCulture))], default)).Single().Error.Should().BeNull();
        await HearAsync(entity, id, HeardKind.Deleted);
    }

    public async Task HearAsync(string entity, long id, HeardKind kind = HeardKind.Changed)
    {
        var type = (await _portal.EntityAsync(entity, default)).EntityTypeId;
        await _rig.Service<ICrmInbox>().AppendAsync("portal", [new HeardChange(type, id, kind, HeardBy.Webhook)], default);
    }

    public async Task<CrmItem> ItemAsync(string entity, long id) => (await _portal.GetManyAsync(await _portal.EntityAsync(entity, default), [id], default)).Single();

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        await _database.DisposeAsync();
    }

    /// <summary>Contacts with name and phone ↔; deals with amount, stage and closing day ↔, comments ←, deleted ones marked.</summary>
    public static ExchangeDefinition Definition(ConflictPolicy conflict) => new()
    {
        Name = "people",
        Source = new SourceDefinition { Connection = "people", Table = "people", Key = ["id"] },
        Destination = new DestinationDefinition { Connection = "portal" },
        Limits = new RunLimits { SettleTime = TimeSpan.FromSeconds(1) },
        Dictionaries = new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            ["stages"] = new Dictionary<string, string> { ["1"] = "NEW", ["2"] = "PREPARATION", ["9"] = "WON" },
        },
        Flows =
        [
            new FlowDefinition
            {
                Name = "contacts",
                Entity = "contact",
                Key = ["client"],
                Match = [new MatchRule { Field = "phone" }],
                Rules = [Both("name", "name", conflict), Both("phone", "phone", conflict, """{"kind":"phone"}""")],
            },
            new FlowDefinition
            {
                Name = "deals",
                Entity = "deal",
                Key = ["deal"],
                Deleted = new DeletedDefinition { Policy = DeletePolicy.Mark, Column = "gone", Value = "yes" },
                Rules =
                [
                    new Rule { Field = "title", Source = new RuleSource { Column = "deal" } },
                    Both("opportunity", "amount", conflict, """{"kind":"number"}"""),
                    Both("stageId", "stage", conflict, """{"kind":"map","dictionary":"stages"}"""),
                    Both("closedate", "closed", conflict, """{"kind":"date"}""") with { Write = WriteWhen.NeverEmpty },
                    new Rule { Field = "comments", Source = new RuleSource { Column = "comment" }, Direction = Direction.ToSql },
                    new Rule { Field = "contactId", Source = new RuleSource { Flow = "contacts" } },
                ],
            },
        ],
    };

    private static Rule Both(string field, string column, ConflictPolicy conflict, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Column = column },
        Transforms = [.. transforms.Select(MapOne.Spec)],
        Direction = Direction.Both,
        Conflict = conflict,
    };
}
