namespace Pragmatika.Portal.Features.Account;

/// <summary>Keeps redirects on this site.</summary>
public static class LocalAddress
{
    /// <summary>The address when it is a path of this site, otherwise "/". <c>//host</c> and <c>/\host</c> leave the site and are refused.</summary>
    public static string OrHome(string? address) =>
        address is ['/', ..] and not ['/', '/' or '\\', ..] && !address.Any(char.IsControl) ? address : "/";
}
