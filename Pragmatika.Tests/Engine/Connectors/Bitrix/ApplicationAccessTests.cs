using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Stores;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.OAuth;
using Pragmatika.Sandbox.Wire;
using Pragmatika.Tests.EndToEnd.BadInput;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>An installed application against the sandbox's own token endpoint, its tokens kept in the stored connection.</summary>
public sealed class ApplicationAccessTests : IAsyncLifetime
{
    private const string Connection = "app";
    private static readonly TimeSpan AccessLives = TimeSpan.FromHours(1);

    private readonly ManualTimeProvider _clock = new();
    private ExchangeRig _rig = null!;

    private TokenStore Issued => _rig.Sandbox.Services.State.Tokens;

    private IConnectionCatalog Connections => _rig.Service<IConnectionCatalog>();

    public async Task InitializeAsync() => _rig = await ExchangeRig.StartAsync(new SandboxOptions { Clock = _clock });

    public async Task DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Call_TokenExpired_RenewsAndStoresBothTokens()
    {
        var installed = await InstallAsync();
        var portal = await OpenAsync();
        await CallAsync(portal);
        (await StoredAsync()).Should().Be(installed, "a living token is not renewed");

        for (var hour = 0; hour < 3; hour++)
        {
            var before = await StoredAsync();
            _clock.Advance(AccessLives);

            await CallAsync(portal);

            var after = await StoredAsync();
            after.AccessToken.Should().NotBe(before.AccessToken);
            after.RefreshToken.Should().NotBe(before.RefreshToken);
            FluentActions.Invoking(() => Issued.Refresh(before.RefreshToken)).Should().Throw<RestException>("a refresh token is good for one refresh");
            await CallAsync(await OpenAsync());
            (await StoredAsync()).Should().Be(after, "whoever opens the connection next has the living pair");
        }
    }

    [Fact]
    public async Task Call_ManyRequestsOfTwoPortalsMeetAnExpiredToken_RefreshOnce()
    {
        await InstallAsync();
        IBitrixPortal[] portals = [await OpenAsync(), await OpenAsync()];
        _clock.Advance(AccessLives);

        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => CallAsync(portals[number % 2])));

        // The sandbox derives its tokens from a counter: the second pair ever issued is the living one, so there was one refresh.
        var twin = new TokenStore(_clock, Issued.App);
        (await StoredAsync()).AccessToken.Should().Be(twin.Refresh(twin.Install(1).RefreshToken).AccessToken);
    }

    [Fact]
    public async Task Call_AnotherNodeRefreshed_TakesItsPair()
    {
        await InstallAsync();
        using var otherNode = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance);
        var other = otherNode.Open((await Connections.OpenAsync(Connection, default))!, Connections);
        var portal = await OpenAsync();
        _clock.Advance(AccessLives);
        await CallAsync(portal);
        var living = await StoredAsync();

        await CallAsync(other);

        (await StoredAsync()).Should().Be(living);
    }

    [Fact]
    public async Task Run_RefreshTokenRevoked_FailsWithWhatToDoAndGoesOnAfterInstallation()
    {
        var installed = await InstallAsync();
        await _rig.SaveAsync(SourceTable.Definition() with { Destination = new() { Connection = Connection } });
        await _rig.AddOrdersAsync(20);
        Issued.Refresh(installed.RefreshToken); // somebody else has traded it: what is stored opens nothing any more

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.State.Should().Be(RunState.Failed);
        run.Message.Should().Contain("invalid_grant").And.Contain("Установите приложение заново").And.Contain("Подключения");
        run.Message.Should().NotContain(installed.AccessToken).And.NotContain(installed.RefreshToken).And.NotContain(installed.ClientSecret);
        await InstallAsync();
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    [Fact]
    public async Task Run_TokenExpiresBetweenRuns_GoesOn()
    {
        await InstallAsync();
        await _rig.SaveAsync(SourceTable.Definition() with { Destination = new() { Connection = Connection } });
        await _rig.AddOrdersAsync(20);
        (await _rig.RunAsync(BadInputRig.Exchange)).State.Should().Be(RunState.Succeeded);
        await _rig.Table.ExecuteAsync("UPDATE Orders SET Amount = Amount + 1");
        _clock.Advance(AccessLives);

        var run = await _rig.RunAsync(BadInputRig.Exchange);

        run.Total.Updated.Should().Be(20);
        await _rig.ShouldRecoverAsync(orders: 20);
    }

    [Fact]
    public async Task Call_PairCouldNotBeStored_IsNotLost()
    {
        var store = new UnsureStore { Stored = Tokens(Issued.Install(1)), IsFull = true };
        using var factory = new BitrixPortalFactory(TimeProvider.System, NullLoggerFactory.Instance);
        _clock.Advance(AccessLives);
        var call = () => CallAsync(factory.OpenApplication(Connection, store.Stored, store));
        await call.Should().ThrowAsync<StoreException>();
        store.IsFull = false;

        await call();

        Issued.Authorise(store.Stored.AccessToken).ApplicationId.Should().Be(store.Stored.ClientId);
    }

    private async Task<ApplicationTokens> InstallAsync()
    {
        var tokens = Tokens(Issued.Install(1));
        await Connections.SaveAsync(Connection, "Приложение", ConnectionKind.BitrixApplication, tokens.ToJson(), default);
        return tokens;
    }

    private ApplicationTokens Tokens(TokenPair pair) => new()
    {
        ClientId = pair.ClientId,
        ClientSecret = Issued.App.ClientSecret,
        ClientEndpoint = new Uri(_rig.Sandbox.BaseAddress, "rest/").AbsoluteUri,
        TokenEndpoint = new Uri(_rig.Sandbox.BaseAddress, "oauth/token/").AbsoluteUri,
        AccessToken = pair.AccessToken,
        RefreshToken = pair.RefreshToken,
    };

    private async Task<IBitrixPortal> OpenAsync() => _rig.Service<IBitrixPortalFactory>().Create((await Connections.OpenAsync(Connection, default))!);

    private async Task<ApplicationTokens> StoredAsync() => ApplicationTokens.Parse((await Connections.OpenAsync(Connection, default))!.Secret);

    private static async Task CallAsync(IBitrixPortal portal) => (await portal.CallAsync("profile", "{}"u8.ToArray(), default)).Error.Should().BeNull();

    private sealed class UnsureStore : ITokenStore
    {
        public required ApplicationTokens Stored { get; set; }

        public bool IsFull { get; set; }

        public Task<ApplicationTokens?> LoadAsync(string connection, CancellationToken cancellationToken) => Task.FromResult<ApplicationTokens?>(Stored);

        public Task SaveAsync(string connection, ApplicationTokens tokens, CancellationToken cancellationToken)
        {
            if (IsFull)
            {
                throw new StoreException(StoreFailure.DiskFull, "full");
            }

            Stored = tokens;
            return Task.CompletedTask;
        }
    }
}
