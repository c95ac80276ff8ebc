using System.Net.Http.Json;
using System.Text.Json;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox.Events;

public sealed class OAuthAndEventTests : SandboxTest
{
    private readonly ManualTimeProvider _clock = SandboxClient.NewClock();

    protected override SandboxOptions Options => new() { Clock = _clock };

    private const string App = "client_id=local.sandbox&client_secret=sandbox-client-secret";

    private async Task<string> InstallAsync() => (await Client.ControlAsync("oauth/install")).Body.GetProperty("access_token").GetString()!;

    private async Task<Answer> AppCallAsync(string method, object parameters)
    {
        var token = await InstallAsync();
        using var answer = await Client.Http.PostAsJsonAsync($"rest/{method}?auth={token}", parameters, new JsonSerializerOptions());
        return await SandboxClient.ReadAsync(answer);
    }

    [Fact]
    public async Task Token_InQueryOrBody_Authorises()
    {
        var token = await InstallAsync();

        (await Client.GetAsync($"rest/profile?auth={token}")).Result.GetProperty("ID").GetString().Should().Be("1");
        (await Client.GetAsync($"rest/profile.json?access_token={token}")).Status.Should().Be(200);
        using var answer = await Client.Http.PostAsJsonAsync("rest/crm.contact.list", new { auth = token });
        ((int)answer.StatusCode).Should().Be(200);
        (await Client.GetAsync("rest/profile?auth=wrong")).Error.Should().Be("invalid_token");
    }

    [Fact]
    public async Task Token_AfterAnHour_ExpiresAndRefreshRotatesBoth()
    {
        var pair = (await Client.ControlAsync("oauth/install")).Body;
        var refresh = pair.GetProperty("refresh_token").GetString();
        _clock.Advance(TimeSpan.FromHours(1));

        var expired = await Client.GetAsync($"rest/profile?auth={pair.GetProperty("access_token").GetString()}");
        var renewed = await Client.GetAsync($"oauth/token/?grant_type=refresh_token&{App}&refresh_token={refresh}");
        var again = await Client.GetAsync($"oauth/token/?grant_type=refresh_token&{App}&refresh_token={refresh}");

        expired.Status.Should().Be(401);
        expired.Error.Should().Be("expired_token");
        renewed.Body.GetProperty("expires_in").GetInt32().Should().Be(3600);
        renewed.Body.GetProperty("refresh_token").GetString().Should().NotBe(refresh);
        (await Client.GetAsync($"rest/profile?auth={renewed.Body.GetProperty("access_token").GetString()}")).Status.Should().Be(200);
        again.Status.Should().Be(400);
        again.Error.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Code_Exchanged_WorksOnceWithinThirtySeconds()
    {
        var tokens = Client.Host.Services.State.Tokens;
        var fresh = tokens.GrantCode(1);
        var stale = tokens.GrantCode(1);

        (await Client.GetAsync($"oauth/token/?grant_type=authorization_code&{App}&code={fresh}")).Status.Should().Be(200);
        (await Client.GetAsync($"oauth/token/?grant_type=authorization_code&{App}&code={fresh}")).Error.Should().Be("invalid_grant");
        _clock.Advance(TimeSpan.FromSeconds(31));
        (await Client.GetAsync($"oauth/token/?grant_type=authorization_code&{App}&code={stale}")).Error.Should().Be("invalid_grant");
        (await Client.GetAsync("oauth/token/?grant_type=refresh_token&client_id=local.sandbox&client_secret=x")).Error.Should().Be("invalid_client");
    }

    [Fact]
    public async Task Bind_Rules_AreKept()
    {
        var binding = new { @event = "OnCrmDealUpdate", handler = "http://127.0.0.1:9/hook" };

        (await AppCallAsync("event.bind", binding)).Result.GetBoolean().Should().BeTrue();
        (await AppCallAsync("event.bind", binding)).Description.Should().Be("Handler already exists!");
        (await AppCallAsync("event.bind", new { @event = "OnNothing", handler = "http://127.0.0.1:9/hook" })).Error.Should().Be("ERROR_EVENT_NOT_FOUND");
        (await AppCallAsync("event.get", new { })).Result[0].GetProperty("event").GetString().Should().Be("ONCRMDEALUPDATE");
        (await AppCallAsync("event.unbind", binding)).Result.GetProperty("count").GetInt32().Should().Be(1);
    }

    [Fact]
    public async Task Offline_Queue_KeepsOneRowPerObjectAndSkipsOurOwnEcho()
    {
        await AppCallAsync("event.bind", new { @event = "ONCRMCONTACTUPDATE", event_type = "offline", auth_connector = "pragmatika" });
        foreach (var name in new[] { "A", "B", "C" })
        {
            await Client.AddAsync(3, new { name });
        }

        foreach (var (id, name, connector) in new[] { (1, "x", ""), (1, "y", ""), (2, "x", ""), (3, "x", "pragmatika") })
        {
            await Client.ResultAsync("crm.contact.update", new { id, fields = new { NAME = name }, auth_connector = connector });
        }

        var reserved = (await AppCallAsync("event.offline.get", new { clear = 0, auth_connector = "pragmatika", limit = 1 })).Result;
        var rest = (await AppCallAsync("event.offline.get", new { auth_connector = "pragmatika" })).Result;
        var process = reserved.GetProperty("process_id").GetString()!;
        var listed = (await AppCallAsync("event.offline.list", new { auth_connector = "pragmatika" })).Result;
        await AppCallAsync("event.offline.clear", new { process_id = process });

        reserved.GetProperty("events")[0].GetProperty("EVENT_DATA").GetProperty("FIELDS").GetProperty("ID").GetString().Should().Be("1");
        rest.GetProperty("events").EnumerateArray().Select(row => row.GetProperty("EVENT_DATA").GetProperty("FIELDS").GetProperty("ID").GetString()).Should().Equal("2");
        rest.GetProperty("process_id").ValueKind.Should().Be(JsonValueKind.Null);
        listed.GetArrayLength().Should().Be(1);
        listed[0].GetProperty("PROCESS_ID").GetString().Should().Be(process);
        (await AppCallAsync("event.offline.list", new { auth_connector = "pragmatika" })).Result.GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task OutgoingHook_Change_PostsAFormWithIdsOnly()
    {
        await using var handler = new EventHandlerServer();
        await Client.ControlAsync("hooks", new { handler = handler.Address, events = new[] { "ONCRMCONTACTADD", "ONCRMCONTACTUPDATE" }, applicationToken = "token" });

        var id = await Client.AddAsync(3, new { name = "Анна" });
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id, fields = new { name = "Анна" } });
        await Client.ResultAsync("crm.item.update", new { entityTypeId = 3, id, fields = new { name = "Ольга" } });

        var added = await handler.NextAsync();
        added["event"].Should().Be("ONCRMCONTACTADD");
        added["data[FIELDS][ID]"].Should().Be("1");
        added["auth[application_token]"].Should().Be("token");
        added.Keys.Should().NotContain("auth[access_token]");
        (await handler.NextAsync())["event"].Should().Be("ONCRMCONTACTUPDATE", "the save without a difference raised nothing");
    }

    [Fact]
    public async Task AppHandler_PipelineMove_GetsItsOwnEventWithTokens()
    {
        await using var handler = new EventHandlerServer();
        await AppCallAsync("event.bind", new { @event = "ONCRMDEALMOVETOCATEGORY", handler = handler.Address.AbsoluteUri });
        var categoryId = (await Client.ResultAsync("crm.category.add", new { entityTypeId = 2, fields = new { name = "Сервис" } })).GetProperty("category").GetProperty("id").GetInt32();
        var id = await Client.AddAsync(2, new { title = "Ремонт" });

        await Client.ResultAsync("crm.item.update", new { entityTypeId = 2, id, fields = new { categoryId } });

        var moved = await handler.NextAsync();
        moved["event"].Should().Be("ONCRMDEALMOVETOCATEGORY");
        moved["data[FIELDS][STAGE_ID]"].Should().Be($"C{categoryId}:NEW");
        (await Client.GetAsync($"rest/profile?auth={moved["auth[access_token]"]}")).Status.Should().Be(200);
    }

    [Theory]
    [InlineData("eventDoubled", new[] { "1", "1", "2", "2" })]
    [InlineData("eventReordered", new[] { "2", "1" })]
    public async Task EventWeather_DoublesOrReorders(string kind, string[] expected)
    {
        await using var handler = new EventHandlerServer();
        await Client.ControlAsync("hooks", new { handler = handler.Address, events = new[] { "ONCRMCONTACTADD" } });
        await Client.ControlAsync("weather", new { rules = new[] { new { kind, rate = 1, max = kind == "eventReordered" ? 1 : 0 } } });

        await Client.AddAsync(3, new { name = "A" });
        await Client.AddAsync(3, new { name = "B" });

        var ids = new List<string>();
        while (ids.Count < expected.Length)
        {
            ids.Add((await handler.NextAsync())["data[FIELDS][ID]"]);
        }

        ids.Should().Equal(expected);
    }

    [Fact]
    public async Task EventWeather_Late_ComesAfterItsTime()
    {
        await using var handler = new EventHandlerServer();
        await Client.ControlAsync("hooks", new { handler = handler.Address, events = new[] { "ONCRMCONTACTADD" } });
        await Client.ControlAsync("weather", new { rules = new[] { new { kind = "eventLate", rate = 1, max = 1, seconds = 60 } } });

        await Client.AddAsync(3, new { name = "A" });
        await Client.AddAsync(3, new { name = "B" });
        var first = await handler.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));

        first["data[FIELDS][ID]"].Should().Be("2");
        (await handler.NextAsync())["data[FIELDS][ID]"].Should().Be("1");
    }

    [Fact]
    public async Task EventWeather_LostOnce_TheNextStillComes()
    {
        await using var handler = new EventHandlerServer();
        await Client.ControlAsync("hooks", new { handler = handler.Address, events = new[] { "ONCRMCONTACTADD" } });
        await Client.ControlAsync("weather", new { rules = new[] { new { kind = "eventLost", rate = 1, max = 1 } } });

        await Client.AddAsync(3, new { name = "A" });
        await Client.AddAsync(3, new { name = "B" });

        (await handler.NextAsync())["data[FIELDS][ID]"].Should().Be("2");
    }
}
