namespace Pragmatika.Tests.Portal.Browser;

/// <summary>Needs Debian's Chromium; without it the test shows as skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Chromium = "/usr/bin/chromium";

    public BrowserFactAttribute() => Skip = File.Exists(Chromium) ? null : $"No browser: {Chromium} is not installed (apt-get install chromium).";
}
