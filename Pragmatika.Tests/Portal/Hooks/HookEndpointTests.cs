using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Hearing;
using Pragmatika.Portal;
using Pragmatika.Portal.Cli;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Engine.Hearing;

namespace Pragmatika.Tests.Portal.Hooks;

/// <summary>The real portal with the whole engine, called as a Bitrix24 calls it.</summary>
public sealed class HookEndpointTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pragmatika-hooks-");
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        var options = new PortalOptions { Urls = "http://127.0.0.1:0", DataDirectory = _folder.FullName, Environment = "Production" };
        _app = PortalApp.Build(options, builder => DataFolder.AddRooms(builder.Services));
        await PortalApp.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.First()) };
        var connections = _app.Services.GetRequiredService<IConnectionCatalog>();
        await connections.SaveAsync("portal", "Портал", ConnectionKind.BitrixWebhook, "https://portal.example/rest/1/code/", default);
        await connections.SaveHookTokenAsync("portal", HearingRig.Token, default);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("portal", "ONCRMCONTACTADD", HearingRig.Token, HttpStatusCode.OK)]
    [InlineData("portal", "ONAPPUNINSTALL", HearingRig.Token, HttpStatusCode.OK)]
    [InlineData("portal", "ONCRMCONTACTADD", "wrong", HttpStatusCode.Forbidden)]
    [InlineData("nobody", "ONCRMCONTACTADD", HearingRig.Token, HttpStatusCode.Forbidden)]
    [InlineData("portal", "", HearingRig.Token, HttpStatusCode.BadRequest)]
    public async Task Post_Call_IsAnsweredByWhatItIs(string connection, string name, string token, HttpStatusCode expected)
    {
        using var answer = await PostAsync(connection, HearingRig.Form(name, 5, token));

        answer.StatusCode.Should().Be(expected);
        (await answer.Content.ReadAsStringAsync()).Should().NotContain("<html");
    }

    [Fact]
    public async Task Post_NoForm_IsMalformed()
    {
        using var answer = await _client.PostAsync("/hooks/bitrix24/portal", new StringContent("{}", null, "application/json"));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Post_HugeBody_IsRefusedUnread(bool tellsItsLength)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/bitrix24/portal") { Content = FormContent(HearingRig.Form("ONCRMCONTACTADD", 5) + "&x=" + new string('x', 70_000)) };
        request.Headers.TransferEncodingChunked = !tellsItsLength;

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Post_Calls_LeaveNoTokenInTheLogAndCountInTheMetrics()
    {
        (await PostAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 5))).Dispose();
        (await PostAsync("portal", HearingRig.Form("ONCRMCONTACTADD", 5, "guessed-token-42"))).Dispose();

        var metrics = await _client.GetStringAsync("/metrics");
        await _app.StopAsync();

        metrics.Should().Contain("pragmatika_hooks_calls").And.Contain("forbidden").And.NotContain(HearingRig.Token);
        foreach (var log in _folder.EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true }).Where(file => file.FullName.Contains("logs", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(log.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            (await new StreamReader(stream).ReadToEndAsync()).Should().NotContain(HearingRig.Token).And.NotContain("guessed-token-42");
        }
    }

    [Fact]
    public async Task Post_FloodFromManyCallers_KeepsEveryRecord()
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, 2000), new ParallelOptions { MaxDegreeOfParallelism = 50 }, async (id, cancellationToken) =>
        {
            using var answer = await PostAsync("portal", HearingRig.Form("ONCRMCONTACTUPDATE", id), cancellationToken);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        });

        (await IdsAsync()).Should().HaveCount(2000).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Sandbox_LosingDoublingAndReorderingEvents_EveryEventThatCameIsKeptOnce()
    {
        await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions());
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress };
        var handler = new Uri(_client.BaseAddress!, "/hooks/bitrix24/portal");
        (await http.PostAsJsonAsync("_sandbox/hooks", new { handler, events = new[] { "ONCRMCONTACTADD", "ONCRMCOMPANYADD" }, applicationToken = HearingRig.Token })).EnsureSuccessStatusCode();
        string[] struck = ["ONCRMCONTACTADD"];
        sandbox.Weather.Set(
            new Forecast("test", [new(WeatherKind.EventLost, 0.2) { Methods = struck }, new(WeatherKind.EventDoubled, 0.2) { Methods = struck }, new(WeatherKind.EventReordered, 0.2) { Methods = struck }]),
            seed: 7);

        await AddAsync(http, "entityTypeId=3&fields[name]=A", 40);
        await AddAsync(http, "entityTypeId=4&fields[title]=A", 2); // events go one after another: once the last is here, all others are

        await UntilAsync(async () => (await IdsAsync(entityTypeId: 4)).Contains(2));
        sandbox.Stats.Struck.Keys.Should().Contain(["eventLost", "eventDoubled", "eventReordered"]);
        (await IdsAsync()).Should().OnlyHaveUniqueItems("a doubled event moves its record, it does not double it").And.HaveCount(40 - (int)sandbox.Stats.Struck["eventLost"]);
    }

    private static async Task AddAsync(HttpClient http, string record, int count)
    {
        for (var index = 0; index < count; index++)
        {
            (await http.GetAsync("rest/1/sandbox/crm.item.add?" + record)).EnsureSuccessStatusCode();
        }
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private async Task<List<long>> IdsAsync(int entityTypeId = HearingRig.Contact) =>
        (await _app.Services.GetRequiredService<ICrmInbox>().ReadAsync("portal", [entityTypeId], 0, 10_000, default)).Records.Select(record => record.CrmId).ToList();

    private Task<HttpResponseMessage> PostAsync(string connection, string form, CancellationToken cancellationToken = default) =>
        _client.PostAsync(new Uri("/hooks/bitrix24/" + connection, UriKind.Relative), FormContent(form), cancellationToken);

    private static StringContent FormContent(string form) => new(form, null, "application/x-www-form-urlencoded");
}
