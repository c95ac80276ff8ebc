using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.ScriptedPortal;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.TransportFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>An application's tokens against scripted answers.</summary>
public sealed class ApplicationTokenTests
{
    [Fact]
    public async Task Application_ManyRequestsMeetAnExpiredToken_OneRefreshIsKept()
    {
        var refreshes = 0;
        await using var server = await StartAsync(async context =>
        {
            if (context.Request.Path.StartsWithSegments("/oauth", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref refreshes);
                await Json("""{"access_token":"new-access","refresh_token":"new-refresh","expires_in":3600}""")(context);
                return;
            }

            await Json("""{"error":"expired_token","error_description":"The access token provided has expired."}""", 401)(context);
        });
        server.Answers = (path, body) => !path.StartsWith("/oauth", StringComparison.Ordinal) && body.Contains("\"auth\":\"new-access\"", StringComparison.Ordinal)
            ? Batch("""{"c0":{"item":{"id":1}}}""")
            : null;
        var store = new Tokens();
        var portal = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance).OpenApplication("p", Application(server), store);

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => portal.BatchAsync(Write, default)));

        refreshes.Should().Be(1);
        store.Saved.Should().ContainSingle().Which.Should().Match<ApplicationTokens>(tokens => tokens.AccessToken == "new-access" && tokens.RefreshToken == "new-refresh");
    }

    [Fact]
    public async Task Application_RefreshRefused_IsUnauthorized()
    {
        await using var server = await StartAsync(
            Json("""{"error":"expired_token","error_description":""}""", 401), Json("""{"error":"wrong_client","error_description":""}"""));
        var portal = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance).OpenApplication("p", Application(server), null);

        var act = () => portal.BatchAsync(Write, default);

        (await act.Should().ThrowAsync<BitrixException>()).Which.Kind.Should().Be(FailureKind.Unauthorized);
    }

    private sealed class Tokens : ITokenStore
    {
        public List<ApplicationTokens> Saved { get; } = [];

        public Task<ApplicationTokens?> LoadAsync(string connection, CancellationToken cancellationToken) => Task.FromResult(Saved.LastOrDefault());

        public Task SaveAsync(string connection, ApplicationTokens tokens, CancellationToken cancellationToken)
        {
            Saved.Add(tokens);
            return Task.CompletedTask;
        }
    }
}
