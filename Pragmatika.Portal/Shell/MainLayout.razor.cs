using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Pragmatika.Portal.Shell;

public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    // A bare "#main" would resolve against <base href="/"> and leave the page.
    private string SkipTarget => new Uri(Navigation.Uri).PathAndQuery + "#main";

    // Another page is another chance: a failure must not outlive the page it happened on.
    protected override void OnParametersSet() => _boundary?.Recover();

    private void Recover() => _boundary?.Recover();
}
