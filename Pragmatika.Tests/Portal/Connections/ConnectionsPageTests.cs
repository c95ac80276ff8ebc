using Bunit;
using MudBlazor;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Features.Connections;
using Pragmatika.Tests.Support.Fakes;

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
        var dialog = RenderDialog(new DialogParameters<ConnectionDialog> { { page => page.Form, new ConnectionForm() } });

        dialog.Find("[data-testid=connection-form]").Submit();

        dialog.FindAll("[role=alert] li").Should().HaveCount(3);
        World.Connections.Secrets.Should().BeEmpty();
    }

    [Fact]
    public void Save_Filled_StoresTheSecret()
    {
        var dialog = RenderDialog(new DialogParameters<ConnectionDialog> { { page => page.Form, new ConnectionForm { Kind = ConnectionKind.Sqlite } } });

        dialog.Find("[data-field=name]").Change("file");
        dialog.Find("[data-field=file]").Change("/data/exchange.db");
        dialog.Find("[data-testid=connection-form]").Submit();

        World.Connections.Secrets.Should().Contain("file", "Data Source=/data/exchange.db");
    }

    [Fact]
    public void Save_CheckFails_AsksBeforeItIsStored()
    {
        var dialog = RenderDialog(new DialogParameters<ConnectionDialog> { { page => page.Form, new ConnectionForm { Kind = ConnectionKind.Sqlite } } });
        dialog.Find("[data-field=name]").Change("file");
        dialog.Find("[data-field=file]").Change("/wrong/exchange.db");

        dialog.Find("[data-testid=connection-form]").Submit();

        dialog.Find("[data-testid=check]").ClassList.Should().Contain("note-error");
        World.Connections.Secrets.Should().BeEmpty();
        dialog.Find("[data-testid=save-unchecked]").Click();
        World.Connections.Secrets.Should().ContainKey("file");
    }

    [Fact]
    public void Save_AnswerIsAwaitedTooLong_CanBeGivenUp()
    {
        World.Connections.Answer = new TaskCompletionSource();
        var dialog = RenderDialog(new DialogParameters<ConnectionDialog> { { page => page.Form, new ConnectionForm { Kind = ConnectionKind.Sqlite } } });
        dialog.Find("[data-field=name]").Change("file");
        dialog.Find("[data-field=file]").Change("/data/exchange.db");
        dialog.Find("[data-testid=connection-form]").Submit();

        dialog.Find("[data-testid=check-cancel]").Click();

        dialog.WaitForAssertion(() => dialog.FindAll("[data-testid=checking]").Should().BeEmpty());
        World.Connections.Secrets.Should().BeEmpty();
    }

    [Fact]
    public void Users_OfAConnection_AreTheExchangesOnEitherSide()
    {
        var stored = new StoredExchange("customers", "Клиенты", 1, FakeData.Customers(), DateTimeOffset.UnixEpoch, "anna");

        ConnectionUsers.Of(FakeData.Customers().Source.Connection, [stored]).Should().Equal("Клиенты");
        ConnectionUsers.Of(FakeData.Customers().Destination.Connection, [stored]).Should().Equal("Клиенты");
        ConnectionUsers.Of("other", [stored]).Should().BeEmpty();
    }

    [Fact]
    public async Task Page_Portal_ShowsItsWaysAndWhereToCall()
    {
        await World.Connections.SaveAsync("crm", "Портал", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/topsecret/", default);
        await World.Connections.SaveAsync("pg", "Таблица", ConnectionKind.PostgreSql, "Host=db", default);
        World.Hearing.WrongTokens = 4;

        var page = Render<ConnectionsPage>();

        page.WaitForElement("[data-connection=crm] [data-way=Polling][data-state=On]");
        page.FindAll("[data-connection=crm] [data-way]").Should().HaveCount(4);
        page.Find("[data-connection=crm] .hook code").TextContent.Should().EndWith("/hooks/bitrix24/crm");
        page.Find("[data-testid=wrong-tokens]").TextContent.Should().Contain("4");
        page.FindAll("[data-connection=pg] [data-testid=hearing]").Should().BeEmpty();
    }

    [Fact]
    public async Task Test_OfAPortal_ProbesItsWays()
    {
        await World.Connections.SaveAsync("crm", "Портал", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/topsecret/", default);
        var page = Render<ConnectionsPage>();

        page.WaitForElement("[data-testid=connection-test]").Click();

        page.WaitForElement("[data-testid=check]");
        World.Hearing.Probed.Should().Equal("crm");
    }

    [Theory]
    [InlineData("new-token", false, "new-token")]
    [InlineData("", false, "old-token")]
    [InlineData("", true, "")]
    public async Task Save_HookToken_IsStoredKeptOrForgotten(string typed, bool forget, string stored)
    {
        await World.Connections.SaveAsync("crm", "Портал", ConnectionKind.BitrixWebhook, "https://crm.example.ru/rest/1/topsecret/", default);
        await World.Connections.SaveHookTokenAsync("crm", "old-token", default);
        var form = ConnectionForm.Edit((await World.Connections.ListAsync(default)).Single());
        var dialog = RenderDialog(new DialogParameters<ConnectionDialog> { { page => page.Form, form } });

        dialog.Markup.Should().NotContain("old-token");
        if (forget)
        {
            dialog.Find("[data-field=forget-hook-token]").Change(true);
        }
        else
        {
            dialog.Find("[data-field=hook-token]").Change(typed);
        }

        dialog.Find("[data-testid=connection-form]").Submit();

        World.Connections.HookTokens["crm"].Should().Be(stored);
    }
}
