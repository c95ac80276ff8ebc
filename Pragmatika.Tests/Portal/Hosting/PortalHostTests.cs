using System.Net;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Hosting;

/// <summary>One host answers all that only asks; what stops it or changes its users starts its own.</summary>
public sealed class PortalHostTests(StartedPortal started) : IClassFixture<StartedPortal>
{
    private readonly PortalHost _host = started.Host;
    private readonly HttpClient _client = started.Client;

    [Theory]
    [InlineData("/assets/css/tokens.css", "text/css")]
    [InlineData("/assets/js/portal.js", "text/javascript")]
    [InlineData("/assets/img/icon.svg", "image/svg+xml")]
    [InlineData("/assets/fonts/golos-text-cyrillic-wght-normal.woff2", "font/woff2")]
    [InlineData("/_content/MudBlazor/MudBlazor.min.css", "text/css")]
    [InlineData("/_framework/blazor.web.js", "text/javascript")]
    public async Task Asset_OutsideDevelopment_IsServed(string path, string type)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await answer.Content.ReadAsByteArrayAsync()).Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("portal", "css", "br")]
    [InlineData("portal", "css", "gzip")]
    [InlineData("bundle", "js", "br")]
    public async Task Bundle_OfThePage_IsCompressedAndKeptForEver(string name, string extension, string encoding)
    {
        var page = await _client.GetStringAsync("/account/sign-in");
        var path = System.Text.RegularExpressions.Regex.Match(page, $"assets/[a-z]+/{name}[.][0-9a-f]+[.]{extension}").Value;
        using var request = new HttpRequestMessage(HttpMethod.Get, "/" + path);
        request.Headers.AcceptEncoding.ParseAdd(encoding);

        using var answer = await _client.SendAsync(request);

        answer.Content.Headers.ContentEncoding.Should().Equal(encoding);
        answer.Headers.CacheControl!.ToString().Should().Contain("immutable");
        (await answer.Content.ReadAsByteArrayAsync()).Length.Should().BeInRange(1_000, 110_000);
    }

    [Fact]
    public async Task Page_EveryAsset_IsKeptForEver()
    {
        var page = await _client.GetStringAsync("/account/sign-in");
        var paths = System.Text.RegularExpressions.Regex.Matches(page, "(?:href|src)=\"(?<path>(?:assets|_framework)/[^\"]+)\"").Select(match => match.Groups["path"].Value).ToList();

        paths.Should().HaveCountGreaterThan(3);
        foreach (var path in paths)
        {
            using var answer = await _client.GetAsync("/" + path);
            answer.Headers.CacheControl?.ToString().Should().Contain("immutable", path);
        }
    }

    [Fact]
    public async Task Bundle_OfAnOlderBuild_IsNotThere() => (await _client.GetAsync("/assets/css/portal.000000000000.css")).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Fact]
    public async Task Head_OfTheSignInPage_IsAnsweredWithoutABody()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, "/account/sign-in");

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task Health_DatabaseMigrated_IsHealthy(string path) => (await _client.GetStringAsync(path)).Should().Be("Healthy");

    [Fact]
    public async Task Metrics_AskedOnThisMachine_AreText()
    {
        (await _client.GetAsync("/health/live")).Dispose();

        var text = await _client.GetStringAsync("/metrics");

        text.Should().Contain("# TYPE http_server_request_duration_seconds histogram");
    }

    [Fact]
    public async Task Metrics_AskedThroughAProxy_AreNotThere()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");

        using var answer = await _client.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Request_WithAQuery_IsLoggedWithoutIt()
    {
        await using var host = await PortalHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };
        (await client.GetAsync("/account/sign-in?code=verysecret&search=%2B79210000012")).Dispose();

        var line = (await RequestsAsync(host, "/account/sign-in")).Single();
        line.Should().Contain("GET").And.Contain("200").And.NotContain("verysecret").And.NotContain("7921");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/exchanges/customers")]
    [InlineData("/journal")]
    [InlineData("/dead-letters/1")]
    [InlineData("/connections")]
    public async Task Page_NobodySignedIn_SendsToSignIn(string path)
    {
        using var answer = await _client.GetAsync(path);

        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        answer.Headers.Location!.AbsolutePath.Should().Be("/account/sign-in");
    }

    [Fact]
    public async Task SignIn_Page_CarriesTheSecurityHeaders()
    {
        using var answer = await _client.GetAsync("/account/sign-in");

        answer.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which.Should().Contain("default-src 'self'").And.Contain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task SignIn_WithoutItsToken_IsRefused()
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["Input.User"] = "admin", ["Input.Password"] = _host.First.Password });

        using var answer = await _client.PostAsync("/account/sign-in", form);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Culture_Unknown_SetsNoCookie()
    {
        using var answer = await _client.GetAsync("/account/culture?culture=xx&to=//evil.example");

        answer.Headers.Location!.OriginalString.Should().Be("/");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    /// <summary>A request is logged after its answer has gone: stopping the host waits for it.</summary>
    private static async Task<IReadOnlyList<string>> RequestsAsync(PortalHost host, string path)
    {
        await host.StopAsync();
        var file = Directory.GetFiles(Path.Combine(host.Folder, "logs")).Single();
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return [.. (await reader.ReadToEndAsync()).Split('\n').Where(line => line.Contains("HTTP", StringComparison.Ordinal) && line.Contains(path, StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Prepare_PasswordNeverChanged_MakesANewOneTimePassword()
    {
        await using var host = await PortalHost.StartAsync();

        var again = await host.PrepareAgainAsync();

        again!.User.Should().Be("admin");
        again.Password.Should().NotBe(host.First.Password).And.MatchRegex("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$");
    }
}
