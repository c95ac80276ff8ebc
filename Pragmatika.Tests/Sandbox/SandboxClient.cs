using System.Net.Http.Json;
using System.Text.Json;
using Pragmatika.Sandbox;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Sandbox;

/// <summary>What came back: the status and the JSON body.</summary>
public sealed record Answer(int Status, JsonElement Body)
{
    public JsonElement Result => Body.GetProperty("result");

    public string Error => Body.GetProperty("error").ToString();

    public string Description => Body.GetProperty("error_description").GetString()!;
}

/// <summary>A sandbox on a free port and a plain HTTP client that talks to it.</summary>
public sealed class SandboxClient : IAsyncDisposable
{
    /// <summary>Names go as the test writes them: the web defaults would turn NAME into nAME.</summary>
    private static readonly JsonSerializerOptions AsWritten = new();

    private SandboxClient(SandboxHost host)
    {
        Host = host;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new UriBuilder(host.BaseAddress) { Host = "127.0.0.1" }.Uri };
    }

    public SandboxHost Host { get; }

    public HttpClient Http { get; }

    /// <summary>Noon of 10 March 2026 at the portal's default zone.</summary>
    public static ManualTimeProvider NewClock() => new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.Zero));

    public static async Task<SandboxClient> StartAsync(SandboxOptions? options = null) => new(await SandboxHost.StartAsync(options ?? new SandboxOptions()));

    public async Task<Answer> CallAsync(string method, object? parameters = null)
    {
        using var answer = await Http.PostAsJsonAsync("rest/1/sandbox/" + method, parameters ?? new { }, AsWritten);
        return await ReadAsync(answer);
    }

    /// <summary>The result of a call that must succeed.</summary>
    public async Task<JsonElement> ResultAsync(string method, object? parameters = null)
    {
        var answer = await CallAsync(method, parameters);
        answer.Status.Should().Be(200, answer.Body.ToString());
        return answer.Result;
    }

    /// <summary>Adds a record through crm.item.add and returns its id.</summary>
    public async Task<int> AddAsync(int entityTypeId, object fields) =>
        (await ResultAsync("crm.item.add", new { entityTypeId, fields })).GetProperty("item").GetProperty("id").GetInt32();

    public async Task<JsonElement> ItemAsync(int entityTypeId, int id) => (await ResultAsync("crm.item.get", new { entityTypeId, id })).GetProperty("item");

    /// <summary>Ids crm.item.list finds, in its order.</summary>
    public async Task<int[]> IdsAsync(int entityTypeId, object filter, object? order = null, int start = -1)
    {
        var result = await ResultAsync("crm.item.list", new { entityTypeId, filter, order = order ?? new { id = "ASC" }, start, select = new[] { "id" } });
        return [.. result.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt32())];
    }

    public async Task<Answer> GetAsync(string address)
    {
        using var answer = await Http.GetAsync(address);
        return await ReadAsync(answer);
    }

    public async Task<Answer> FormAsync(string method, params (string Key, string Value)[] pairs)
    {
        using var form = new FormUrlEncodedContent(pairs.Select(pair => KeyValuePair.Create(pair.Key, pair.Value)));
        using var answer = await Http.PostAsync("rest/1/sandbox/" + method, form);
        return await ReadAsync(answer);
    }

    public async Task<Answer> ControlAsync(string action, object? body = null)
    {
        using var answer = body is null ? await Http.PostAsync("_sandbox/" + action, null) : await Http.PostAsJsonAsync("_sandbox/" + action, body);
        return await ReadAsync(answer);
    }

    public async Task<JsonElement> StatsAsync() => (await GetAsync("_sandbox/stats")).Body;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Host.DisposeAsync();
    }

    public static async Task<Answer> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        using var document = JsonDocument.Parse(text);
        return new Answer((int)answer.StatusCode, document.RootElement.Clone());
    }
}

/// <summary>Tests that share nothing: each has a portal of its own.</summary>
public abstract class SandboxTest : IAsyncLifetime
{
    protected SandboxClient Client { get; private set; } = null!;

    protected virtual SandboxOptions Options => new();

    public async Task InitializeAsync() => Client = await SandboxClient.StartAsync(Options);

    public async Task DisposeAsync() => await Client.DisposeAsync();
}
