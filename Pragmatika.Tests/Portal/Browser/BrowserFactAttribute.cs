namespace Pragmatika.Tests.Portal.Browser;

/// <summary>Needs Debian's Chromium; without it the test shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    /// <summary>test.sh says which one it found.</summary>
    public static string Chromium { get; } = Environment.GetEnvironmentVariable("PRAGMATIKA_TEST_CHROMIUM") is { Length: > 0 } named ? named : "/usr/bin/chromium";

    public BrowserFactAttribute() => Skip = File.Exists(Chromium) ? null : $"No browser: {Chromium} is not installed (apt-get install chromium).";
}
