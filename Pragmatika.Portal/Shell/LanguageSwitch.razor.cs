using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;

namespace Pragmatika.Portal.Shell;

public sealed partial class LanguageSwitch : IDisposable
{
    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    // A server endpoint, not a page: the router must let the browser go there.
    private string Href(string culture) =>
        $"/account/culture?culture={culture}&to={Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri))}";

    private static string? Current(string culture) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == culture ? "true" : null;

    private void Moved(object? sender, LocationChangedEventArgs moved) => _ = InvokeAsync(StateHasChanged);

    public void Dispose() => Navigation.LocationChanged -= Moved;
}
