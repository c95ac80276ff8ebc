using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Users;
using Pragmatika.Portal;
using Pragmatika.Portal.Cli;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Portal.Browser;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.EndToEnd;

/// <summary>The whole product over a two-way exchange: the served portal with its own engine, a table and a sandbox over real HTTP.</summary>
internal sealed class ServedTwoWay : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DirectoryInfo _folder;
    private readonly SandboxHost _sandbox;
    private readonly TestDatabase _database;

    private ServedTwoWay(WebApplication app, DirectoryInfo folder, SandboxHost sandbox, TestDatabase database) => (_app, _folder, _sandbox, _database) = (app, folder, sandbox, database);

    public Uri Address => new(_app.Urls.First());

    public SandboxHost Sandbox => _sandbox;

    public static async Task<ServedTwoWay> StartAsync(Func<ExchangeDefinition, ExchangeDefinition> change)
    {
        var folder = Directory.CreateTempSubdirectory("pragmatika-two-way-");
        var sandbox = await SandboxHost.StartAsync(new SandboxOptions());
        var database = await TestDatabase.CreateAsync(SqlEngine.Sqlite);
        await database.ExecuteAsync(TwoWayRig.TableSql);
        var options = new PortalOptions { Urls = "http://127.0.0.1:0", DataDirectory = folder.FullName, Environment = "Production" };
        var app = PortalApp.Build(options, builder =>
        {
            DataFolder.AddRooms(builder.Services);
            builder.Services.AddEngineBackground();
            builder.Configuration["Hearing:PlanEvery"] = "01:00:00"; // what is heard, and when, is said by the test
        });
        await PortalApp.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        var served = new ServedTwoWay(app, folder, sandbox, database);
        var connections = served.Get<IConnectionCatalog>();
        await connections.SaveAsync("people", "People", ConnectionKind.Sqlite, database.ConnectionString, default);
        await connections.SaveAsync("portal", "Sandbox", ConnectionKind.BitrixWebhook, sandbox.WebhookAddress.ToString(), default);
        await served.Get<IExchangeCatalog>().SaveAsync(change(TwoWayRig.Definition(ConflictPolicy.Ask)), "test", default);
        return served;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    public async Task<string?> CellAsync(string column, int id = 1) =>
        await _database.ScalarAsync($"SELECT {column} FROM people WHERE id = {id}") is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    public async Task<RunRecord> RunAsync(RunMode mode = RunMode.Incremental)
    {
        var runs = Get<IRunService>();
        var run = await runs.StartAsync(new RunRequest { Exchange = "people", Mode = mode }, default);
        return await runs.CompletionAsync(run.Id, default);
    }

    public async Task ChangeAsync(string entity, long id, string field, Value value)
    {
        var portal = await PortalAsync();
        var described = await portal.EntityAsync(entity, default);
        (await portal.BatchAsync([portal.Update(described, Text(id), [new WireField(field, value)])], default)).Single().Error.Should().BeNull();
        await HearAsync(described, id, HeardKind.Changed);
    }

    public async Task DeleteAsync(string entity, long id)
    {
        var portal = await PortalAsync();
        var described = await portal.EntityAsync(entity, default);
        (await portal.BatchAsync([portal.Delete(described, Text(id))], default)).Single().Error.Should().BeNull();
        await HearAsync(described, id, HeardKind.Deleted);
    }

    public async Task<CrmItem> ItemAsync(string entity, long id)
    {
        var portal = await PortalAsync();
        return (await portal.GetManyAsync(await portal.EntityAsync(entity, default), [id], default)).Single();
    }

    /// <summary>A signed-in operator.</summary>
    public async Task<BrowserSession> OpenAsync()
    {
        await using (var scope = _app.Services.CreateAsyncScope())
        {
            var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
            var user = new PortalUser { UserName = "anna" };
            (await users.CreateAsync(user, "correct-horse-1")).Succeeded.Should().BeTrue();
            (await users.AddToRoleAsync(user, Pragmatika.Portal.Security.Roles.Operator)).Succeeded.Should().BeTrue();
        }

        var browser = await BrowserSession.OpenAsync(Address);
        await browser.SignInAsync("anna", "correct-horse-1");
        return browser;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
        await _database.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Sweep();
    }

    private async Task<IBitrixPortal> PortalAsync() => Get<IBitrixPortalFactory>().Create((await Get<IConnectionCatalog>().OpenAsync("portal", default))!);

    private Task HearAsync(CrmEntity entity, long id, HeardKind kind) => Get<ICrmInbox>().AppendAsync("portal", [new HeardChange(entity.EntityTypeId, id, kind, HeardBy.Webhook)], default);

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
