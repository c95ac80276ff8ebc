#!/usr/bin/env bash
# OpenTelemetry.Extensions.Hosting 1.20.1 in an ASP.NET Core 10 application: AddSource("Work") is all that is listened to; a request starts an activity of that source.
# Expected: it is exported, as the one made outside of a request is (its source was added, and the sampler is "always on").
# Seen: nothing of the request is exported, without a word: ASP.NET Core makes an activity of its own for every request, which nobody asked for and which is not recorded, and the default sampler
# follows that parent. With Activity.Current = null before it (or AddSource("Microsoft.AspNetCore"), or a sampler that does not follow) it is exported.
# Source: github.com/open-telemetry/opentelemetry-dotnet issues 1217 (open) and 7426; ParentBasedSampler's default for a local parent that is not sampled is AlwaysOff.
# Exits 0 while this is so, 1 when it has changed. Needs the .NET SDK 10 and a package feed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > seen.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><Nullable>enable</Nullable></PropertyGroup>
  <ItemGroup><PackageReference Include="OpenTelemetry.Extensions.Hosting" Version="1.20.1" /><PackageReference Include="OpenTelemetry.Exporter.InMemory" Version="1.20.1" /></ItemGroup>
</Project>
P
cat > Program.cs <<'P'
using System.Diagnostics;
using OpenTelemetry.Trace;

var source = new ActivitySource("Work");
var exported = new List<Activity>();
var builder = WebApplication.CreateBuilder();
builder.Logging.ClearProviders().AddProvider(new Quiet());
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Services.AddOpenTelemetry().WithTracing(traces => traces.AddSource("Work").AddInMemoryExporter(exported));
await using var app = builder.Build();
app.MapGet("/plain", () => source.StartActivity("in a request")?.Dispose());
app.MapGet("/rootless", () =>
{
    Activity.Current = null;
    source.StartActivity("in a request, without its parent")?.Dispose();
});
await app.StartAsync();
source.StartActivity("outside")?.Dispose();
using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
(await client.GetAsync("/plain")).EnsureSuccessStatusCode();
(await client.GetAsync("/rootless")).EnsureSuccessStatusCode();
await app.StopAsync();
var names = exported.Select(activity => activity.OperationName).Order().ToArray();
Console.WriteLine("exported: " + string.Join("; ", names));
return names.SequenceEqual(["in a request, without its parent", "outside"]) ? 0 : 1;

// Any logger will do: it is what an application has.
sealed class Quiet : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
    public bool IsEnabled(LogLevel logLevel) => true;
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) { }
    public void Dispose() { }
}
P
dotnet run -v quiet
