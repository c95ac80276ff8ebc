using Pragmatika.Portal;

await using var app = PortalApp.Build(new PortalOptions());
if (await PortalApp.PrepareAsync(app, CancellationToken.None) is { } first)
{
    Console.WriteLine($"{first.User} / {first.Password}");
}

await app.RunAsync();
