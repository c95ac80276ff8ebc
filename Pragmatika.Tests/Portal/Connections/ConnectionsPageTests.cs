using Bunit;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Portal.Features.Connections;

namespace Pragmatika.Tests.Portal.Connections;

public sealed class ConnectionsPageTests : PageContext
{
    [Fact]
    public async Task Page_StoredSecret_IsNowhereInTheMarkup()
    {
        await World.Connections.SaveAsync("crm", "Портал", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/topsecret/", default);

        var page = Render<ConnectionsPage>();

        page.WaitForElement("[data-connection=crm]");
        page.Markup.Should().NotContain("topsecret").And.Contain("***");
    }

    [Theory]
    [InlineData("Host=db", "note-ok")]
    [InlineData("wrong", "note-error")]
    public async Task Test_Pressed_SaysWhatTheOtherSideAnswered(string secret, string look)
    {
        await World.Connections.SaveAsync("pg", "Таблица", ConnectionKind.PostgreSql, secret, default);
        var page = Render<ConnectionsPage>();

        page.WaitForElement("[data-testid=connection-test]").Click();

        page.WaitForElement("[data-testid=check]").ClassList.Should().Contain(look);
    }

    [Fact]
    public void Save_Mistakes_AreAllListedAndNothingIsSaved()
    {
        var dialog = Render<ConnectionDialog>(parameters => parameters.Add(page => page.Form, new ConnectionForm()));

        dialog.Find("[data-testid=connection-form]").Submit();

        dialog.FindAll("[role=alert] li").Should().HaveCount(3);
        World.Connections.Secrets.Should().BeEmpty();
    }

    [Fact]
    public void Save_Filled_StoresTheSecret()
    {
        var dialog = Render<ConnectionDialog>(parameters => parameters.Add(page => page.Form, new ConnectionForm { Kind = ConnectionKind.Sqlite }));

        dialog.Find("[data-field=name]").Change("file");
        dialog.Find("[data-field=file]").Change("/data/exchange.db");
        dialog.Find("[data-testid=connection-form]").Submit();

        World.Connections.Secrets.Should().Contain("file", "Data Source=/data/exchange.db");
    }
}
