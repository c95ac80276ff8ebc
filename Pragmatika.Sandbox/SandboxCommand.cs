using System.CommandLine;
using System.Globalization;
using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.Weather;

namespace Pragmatika.Sandbox;

/// <summary>The command line of the sandbox. Exit codes: 0 after a clean end, 1 when it could not start, 2 for bad arguments.</summary>
public static class SandboxCommand
{
    private static readonly Option<int> Port = new("--port") { Description = "Loopback port; 0 takes a free one", DefaultValueFactory = _ => 5081 };
    private static readonly Option<bool> Https = new("--https") { Description = "Serve https with a certificate of its own" };
    private static readonly Option<string> Profile = new("--profile") { Description = string.Join(", ", LimitProfile.Names), DefaultValueFactory = _ => "box" };
    private static readonly Option<string> Weather = new("--weather") { Description = string.Join(", ", Forecast.Names), DefaultValueFactory = _ => "calm" };
    private static readonly Option<int> Seed = new("--seed") { Description = "Seed of the weather", DefaultValueFactory = _ => 1 };
    private static readonly Option<string> Data = new("--data") { Description = "State file: read at the start, written at the end", DefaultValueFactory = _ => "" };
    private static readonly Option<string> Zone = new("--timezone") { Description = "Server zone, such as +03:00", DefaultValueFactory = _ => "+03:00" };

    /// <summary>Writing the state of a million records takes its time after Ctrl+C.</summary>
    private static readonly TimeSpan SavingTime = TimeSpan.FromMinutes(2);

    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("A Bitrix24 portal with weather, on this machine.") { Port, Https, Profile, Weather, Seed, Data, Zone };
        Zone.Validators.Add(result =>
        {
            if (!TryZone(result.GetValue(Zone) ?? "", out _))
            {
                result.AddError("--timezone must look like +03:00");
            }
        });
        Profile.Validators.Add(result => Check(result, LimitProfile.Names, result.GetValue(Profile)));
        Weather.Validators.Add(result => Check(result, Forecast.Names, result.GetValue(Weather)));
        root.SetAction((parsed, cancellationToken) => ServeAsync(Options(parsed), cancellationToken));
        var parsed = root.Parse(arguments);
        var code = await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = SavingTime });
        return parsed.Errors.Count > 0 ? 2 : code;
    }

    private static void Check(System.CommandLine.Parsing.OptionResult result, IEnumerable<string> names, string? given)
    {
        if (!names.Contains(given))
        {
            result.AddError($"'{given}' is not known. Choose from: {string.Join(", ", names)}.");
        }
    }

    private static SandboxOptions Options(ParseResult parsed)
    {
        _ = TryZone(parsed.GetValue(Zone)!, out var zone);
        return new SandboxOptions
        {
            Port = parsed.GetValue(Port),
            Https = parsed.GetValue(Https),
            Profile = parsed.GetValue(Profile)!,
            Weather = parsed.GetValue(Weather)!,
            Seed = parsed.GetValue(Seed),
            DataFile = parsed.GetValue(Data)!,
            TimeZone = zone,
        };
    }

    private static async Task<int> ServeAsync(SandboxOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var sandbox = await SandboxHost.StartAsync(options, cancellationToken);
            Console.WriteLine("Sandbox portal: " + sandbox.BaseAddress);
            Console.WriteLine("Webhook: " + sandbox.WebhookAddress);
            await sandbox.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync("The sandbox could not start: " + failure.Message);
            return 1;
        }
    }

    private static bool TryZone(string text, out TimeSpan zone)
    {
        var isWest = text.StartsWith('-');
        var isRead = TimeSpan.TryParseExact(text.TrimStart('+', '-'), "hh\\:mm", CultureInfo.InvariantCulture, out zone) && zone <= TimeSpan.FromHours(14);
        zone = isWest ? -zone : zone;
        return isRead;
    }
}
