using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Stores;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Data;

public sealed class ConnectionCatalogTests
{
    private const string Secret = "Host=sql.example.ru;Database=dealers;Username=reader;Password=Tr0ub4dor";

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    [OnSqlServer]
    public async Task Save_ThenOpen_GivesTheSecretAndShowsNone(SqlEngine engine)
    {
        await using var harness = await StoreHarness.CreateAsync(engine);
        var catalog = harness.Services.GetRequiredService<IConnectionCatalog>();

        await catalog.SaveAsync("dealers", "Дилеры", ConnectionKind.PostgreSql, Secret, CancellationToken.None);
        await catalog.SaveAsync("dealers", "Дилерский центр", ConnectionKind.PostgreSql, null, CancellationToken.None);

        (await catalog.OpenAsync("dealers", CancellationToken.None))!.Secret.Should().Be(Secret);
        (await catalog.ListAsync(CancellationToken.None)).Should().Equal(new Connection(
            "dealers", "Дилерский центр", ConnectionKind.PostgreSql, "host=sql.example.ru;database=dealers;username=reader", harness.Time.GetUtcNow()));
        (await harness.AnotherProcess().GetRequiredService<IConnectionCatalog>().OpenAsync("dealers", CancellationToken.None))!.Secret.Should().Be(Secret);

        await catalog.DeleteAsync("dealers", CancellationToken.None);
        (await catalog.OpenAsync("dealers", CancellationToken.None)).Should().BeNull();
    }

    [Theory]
    [InlineData("Host=sql.example.ru;Database=other;Username=reader", "Tr0ub4dor")]
    [InlineData("Host=sql.example.ru;Database=other;Username=reader;Password=typed", "typed")]
    [InlineData("Host=elsewhere.example.ru;Database=dealers;Username=reader", null)]
    [InlineData("Host=sql.example.ru;Database=dealers;Username=other", null)]
    public async Task Save_WithoutPassword_KeepsTheStoredOneOnlyForTheSameServerAndUser(string secret, string? password)
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var catalog = harness.Services.GetRequiredService<IConnectionCatalog>();
        await catalog.SaveAsync("dealers", "", ConnectionKind.PostgreSql, Secret, CancellationToken.None);

        await catalog.SaveAsync("dealers", "", ConnectionKind.PostgreSql, secret, CancellationToken.None);

        new Npgsql.NpgsqlConnectionStringBuilder((await catalog.OpenAsync("dealers", CancellationToken.None))!.Secret).Password.Should().Be(password);
    }

    [Fact]
    public async Task Save_Application_KeepsItsKeysForTheSamePortal()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var catalog = harness.Services.GetRequiredService<IConnectionCatalog>();
        const string Stored = """{"clientId":"local.1","clientSecret":"s","clientEndpoint":"https://crm.example.ru/rest/","accessToken":"a","refreshToken":"r","limits":"box"}""";
        await catalog.SaveAsync("app", "", ConnectionKind.BitrixApplication, Stored, CancellationToken.None);

        await catalog.SaveAsync("app", "", ConnectionKind.BitrixApplication, """{"clientId":"local.1","clientSecret":"new","clientEndpoint":"https://crm.example.ru/rest/","accessToken":"","refreshToken":""}""", CancellationToken.None);

        (await catalog.OpenAsync("app", CancellationToken.None))!.Secret.Should().Contain("\"clientSecret\":\"new\"").And.Contain("\"refreshToken\":\"r\"").And.Contain("\"limits\":\"box\"");
    }

    [Fact]
    public async Task Save_Sqlite_LeavesNothingReadableInTheFile()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        await harness.Services.GetRequiredService<IConnectionCatalog>().SaveAsync("dealers", "", ConnectionKind.PostgreSql, Secret, CancellationToken.None);
        await using var context = harness.Context();
        var file = context.Database.GetDbConnection().DataSource;

        foreach (var part in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"))
        {
            using var content = new MemoryStream();
            await using var open = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await open.CopyToAsync(content);
            foreach (var encoding in (Encoding[])[Encoding.UTF8, Encoding.Unicode])
            {
                content.ToArray().AsSpan().IndexOf(encoding.GetBytes("Tr0ub4dor")).Should().Be(-1);
                content.ToArray().AsSpan().IndexOf(encoding.GetBytes("masterKey")).Should().Be(-1, "keys lie beside the file, not in it");
            }
        }
    }

    [Fact]
    public async Task Open_SecretOfAnotherRow_OpensNothing()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var catalog = harness.Services.GetRequiredService<IConnectionCatalog>();
        await catalog.SaveAsync("a", "", ConnectionKind.PostgreSql, Secret, CancellationToken.None);
        await catalog.SaveAsync("b", "", ConnectionKind.PostgreSql, "Host=b", CancellationToken.None);
        await using (var context = harness.Context())
        {
            var stolen = await context.Connections.Where(row => row.Name == "a").Select(row => row.Protected).SingleAsync();
            await context.Connections.Where(row => row.Name == "b").ExecuteUpdateAsync(set => set.SetProperty(row => row.Protected, stolen));
        }

        var act = () => catalog.OpenAsync("b", CancellationToken.None);

        (await act.Should().ThrowAsync<StoreException>()).Which.Failure.Should().Be(StoreFailure.KeyLost);
    }

    [Fact]
    public async Task Test_StoredGivenAndMalformed_SayWhatTheyFound()
    {
        await using var harness = await StoreHarness.CreateAsync(SqlEngine.Sqlite);
        var catalog = harness.Services.GetRequiredService<IConnectionCatalog>();
        await catalog.SaveAsync("a", "", ConnectionKind.SqlServer, "Server=x", CancellationToken.None);

        (await catalog.TestAsync("a", ConnectionKind.SqlServer, null, CancellationToken.None)).Should().Be(new ConnectionCheck(true, "SqlServer", "8 characters"));
        (await catalog.TestAsync("new", ConnectionKind.PostgreSql, "Host=db", CancellationToken.None)).Message.Should().Be("7 characters");
        (await catalog.TestAsync("new", ConnectionKind.PostgreSql, null, CancellationToken.None)).Works.Should().BeFalse();
        (await catalog.TestAsync("new", ConnectionKind.PostgreSql, "broken", CancellationToken.None)).Message.Should().NotContain("broken");
    }

    [Theory]
    [InlineData(ConnectionKind.BitrixWebhook, "https://portal.bitrix24.ru/rest/1/abc123secret/", "https://portal.bitrix24.ru/rest/1/••••••/")]
    [InlineData(ConnectionKind.BitrixWebhook, "https://me:abc123secret@box.example.ru:8443/rest/42/abc123secret", "https://box.example.ru:8443/rest/42/••••••/")]
    [InlineData(ConnectionKind.BitrixWebhook, "https://box.example.ru/abc123secret", "https://box.example.ru/••••••/")]
    [InlineData(ConnectionKind.BitrixWebhook, "abc123secret", "••••••")]
    [InlineData(ConnectionKind.BitrixApplication, """{"domain":"portal.bitrix24.ru","refreshToken":"abc123secret"}""", "portal.bitrix24.ru (••••••)")]
    [InlineData(ConnectionKind.BitrixApplication, """{"clientId":"local.1","clientSecret":"abc123secret","clientEndpoint":"https://portal.bitrix24.ru/rest/"}""", "https://portal.bitrix24.ru local.1 (••••••)")]
    [InlineData(ConnectionKind.BitrixApplication, "abc123secret", "••••••")]
    [InlineData(ConnectionKind.SqlServer, "Server=db;User Id=sa;Password=abc123secret;Secret Thing=abc123secret", "server=db;user id=sa")]
    [InlineData(ConnectionKind.Sqlite, "Data Source=/data/exchange.db;Password=abc123secret", "data source=/data/exchange.db")]
    [InlineData(ConnectionKind.Sqlite, "abc123secret", "••••••")]
    public void Redact_AnySecret_ShowsOnlyWhereItLeads(ConnectionKind kind, string secret, string shown) =>
        ConnectionText.Redact(kind, secret).Should().Be(shown);
}
