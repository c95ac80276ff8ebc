using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Users;
using Pragmatika.Portal;
using Pragmatika.Portal.News;
using Pragmatika.Portal.Security;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Support;

/// <summary>The real web application on a free loopback port, its own database in a temporary folder, the engine in memory.</summary>
public sealed class PortalHost : IAsyncDisposable
{
    private WebApplication _app;
    private readonly DirectoryInfo _folder;

    private PortalHost(WebApplication app, DirectoryInfo folder, FakeWorld world, FirstSignIn first) =>
        (_app, _folder, World, First) = (app, folder, world, first);

    public FakeWorld World { get; }

    /// <summary>The sign-in that the first start made.</summary>
    public FirstSignIn First { get; }

    public string Folder => _folder.FullName;

    public Uri Address => new(_app.Urls.First());

    public static async Task<PortalHost> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pragmatika-portal-");
        await MigratedDatabases.CopyToAsync(Path.Combine(folder.FullName, "pragmatika.db"));
        var world = new FakeWorld();
        var app = Build(folder, world, "http://127.0.0.1:0");
        var first = await PortalApp.PrepareAsync(app, CancellationToken.None);
        await app.StartAsync();
        return new PortalHost(app, folder, world, first!);
    }

    /// <summary>What the next start would print.</summary>
    public Task<FirstSignIn?> PrepareAgainAsync() => PortalApp.PrepareAsync(_app, CancellationToken.None);

    public async Task AddUserAsync(string name, string password, string role)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        var user = new PortalUser { UserName = name };
        (await users.CreateAsync(user, password)).Succeeded.Should().BeTrue();
        (await users.AddToRoleAsync(user, role)).Succeeded.Should().BeTrue();
    }

    /// <summary>Another server at the same address, as after an update.</summary>
    public async Task StartAgainAsync()
    {
        var address = Address;
        await _app.DisposeAsync();
        _app = Build(_folder, World, address.GetLeftPart(UriPartial.Authority));
        await PortalApp.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
    }

    /// <summary>The server goes away, as in an outage or an update.</summary>
    public Task StopAsync() => _app.StopAsync();

    private static WebApplication Build(DirectoryInfo folder, FakeWorld world, string urls)
    {
        var options = new PortalOptions { Urls = urls, DataDirectory = folder.FullName, Environment = "Production" };
        var app = PortalApp.Build(options, builder => world.Register(builder.Services));
        world.TellTo(app.Services.GetRequiredService<PageNews>().Publish);
        return app;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Sweep();
    }
}
