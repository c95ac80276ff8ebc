using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Portal.Features.Connections;

namespace Pragmatika.Tests.Portal.Connections;

public sealed class ConnectionFormTests
{
    private static readonly Connection Stored = new("crm", "Портал", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/***/", DateTimeOffset.UnixEpoch);

    [Fact]
    public void Secret_StoredAndNothingTyped_KeepsTheStoredOne()
    {
        var form = ConnectionForm.Edit(Stored);

        form.Mistakes().Should().BeEmpty();
        form.Secret().Should().BeNull();
        form.Webhook.Should().BeEmpty();
    }

    [Fact]
    public void Edit_Database_FindsWhatIsStoredButThePassword()
    {
        var form = ConnectionForm.Edit(Database());

        (form.Server, form.Port, form.Database, form.User, form.Password).Should().Be(("db.example.ru", "5433", "exchange", "loader", string.Empty));
        form.TrustCertificate.Should().BeTrue();
        form.KeepsSecret.Should().BeTrue();
    }

    [Fact]
    public void Edit_SqlServerWithAPort_FindsBoth()
    {
        var secret = new ConnectionForm { Name = "ms", Kind = ConnectionKind.SqlServer, Server = "db", Port = "1434", Database = "exchange", User = "sa", Password = "hidden-one" }.Secret()!;

        var form = ConnectionForm.Edit(new Connection("ms", "", ConnectionKind.SqlServer, ConnectionText.Redact(ConnectionKind.SqlServer, secret), DateTimeOffset.UnixEpoch));

        (form.Server, form.Port, form.User).Should().Be(("db", "1434", "sa"));
        form.KeepsSecret.Should().BeTrue();
    }

    [Fact]
    public void Secret_OnlyTheDatabaseChanged_IsANewOneWithoutThePassword()
    {
        var form = ConnectionForm.Edit(Database());
        form.Database = "other";

        form.KeepsSecret.Should().BeFalse();
        new Npgsql.NpgsqlConnectionStringBuilder(form.Secret()).Password.Should().BeNull("the catalog fills it in");
    }

    [Fact]
    public void Edit_Application_FindsPortalAndCodeAndNeedsNoKeys()
    {
        var secret = Application().Secret()!;
        var form = ConnectionForm.Edit(new Connection("app", "", ConnectionKind.BitrixApplication, ConnectionText.Redact(ConnectionKind.BitrixApplication, secret), DateTimeOffset.UnixEpoch));

        (form.Portal, form.ClientId).Should().Be(("https://crm.example.ru", "local.1"));
        form.Mistakes().Should().BeEmpty();
        form.Portal = "https://other.example.ru";
        form.Mistakes().Should().Equal("MistakeClientSecret", "MistakeRefreshToken");
    }

    private static Connection Database()
    {
        var form = new ConnectionForm { Kind = ConnectionKind.PostgreSql, Server = "db.example.ru", Port = "5433", Database = "exchange", User = "loader", Password = "hidden-one", TrustCertificate = true };
        return new Connection("pg", "Таблица", ConnectionKind.PostgreSql, ConnectionText.Redact(ConnectionKind.PostgreSql, form.Secret()!), DateTimeOffset.UnixEpoch);
    }

    private static ConnectionForm Application() => new()
    {
        Name = "app", Kind = ConnectionKind.BitrixApplication, Portal = "https://crm.example.ru/", ClientId = "local.1", ClientSecret = "s", AccessToken = "a", RefreshToken = "r",
    };

    [Fact]
    public void Secret_PasswordWithASemicolon_IsQuoted()
    {
        var form = new ConnectionForm { Name = "pg", Kind = ConnectionKind.PostgreSql, Server = "db", Database = "exchange", User = "u", Password = "a;b" };

        new Npgsql.NpgsqlConnectionStringBuilder(form.Secret()).Password.Should().Be("a;b");
    }

    [Fact]
    public void Secret_SqlServerWithoutUser_UsesTheWindowsAccount()
    {
        var form = new ConnectionForm { Name = "ms", Kind = ConnectionKind.SqlServer, Server = "db", Port = "1434", Database = "exchange" };

        var secret = new Microsoft.Data.SqlClient.SqlConnectionStringBuilder(form.Secret());
        secret.DataSource.Should().Be("db,1434");
        secret.IntegratedSecurity.Should().BeTrue();
    }

    [Fact]
    public void Mistakes_EmptyForm_NamesEveryOneOfThem() =>
        new ConnectionForm { Kind = ConnectionKind.PostgreSql, Port = "many" }.Mistakes().Should().Equal("MistakeName", "MistakeServer", "MistakeDatabase", "MistakePort");

    [Theory]
    [InlineData("https://crm.example.ru/rest/1/abc123/", "https://crm.example.ru/rest/1/abc123/")]
    [InlineData(" https://crm.example.ru/rest/1/abc123 ", "https://crm.example.ru/rest/1/abc123/")]
    [InlineData("https://crm.example.ru/rest/1/abc123/profile.json", "https://crm.example.ru/rest/1/abc123/")]
    public void Secret_WebhookAsPeopleCopyIt_IsTheBareAddress(string typed, string expected)
    {
        var form = new ConnectionForm { Name = "crm", Kind = ConnectionKind.BitrixWebhook, Webhook = typed };

        form.Mistakes().Should().BeEmpty();
        form.Secret().Should().Be(expected);
    }

    [Theory]
    [InlineData("crm.example.ru")]
    [InlineData("https://crm.example.ru/")]
    [InlineData("https://crm.example.ru/rest/")]
    public void Mistakes_NoWebhook_SaysSo(string typed) =>
        new ConnectionForm { Name = "crm", Kind = ConnectionKind.BitrixWebhook, Webhook = typed }.Mistakes().Should().Equal("MistakeWebhook");

    [Fact]
    public void Secret_Application_IsWhatTheConnectorReads()
    {
        var form = new ConnectionForm
        {
            Name = "app",
            Kind = ConnectionKind.BitrixApplication,
            Portal = "https://crm.example.ru/",
            ClientId = "local.1",
            ClientSecret = "s",
            AccessToken = "a",
            RefreshToken = "r",
        };

        form.Mistakes().Should().BeEmpty();
        var tokens = Pragmatika.Engine.Connectors.Bitrix.Transport.ApplicationTokens.Parse(form.Secret()!);
        tokens.ClientEndpoint.Should().Be("https://crm.example.ru/rest/");
        tokens.RefreshToken.Should().Be("r");
    }
}
