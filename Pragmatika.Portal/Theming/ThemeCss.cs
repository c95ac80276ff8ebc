using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Pragmatika.Portal.Theming;

/// <summary>
/// MudBlazor's variables for both themes as one sheet. Its own provider writes one theme into every page and needs a round trip to change it;
/// written once here, the browser follows <c>data-theme</c> and the system by itself, on plain pages, too, and pages carry no style element.
/// </summary>
public static partial class ThemeCss
{
    public static async Task<string> WriteAsync(MudTheme theme, IServiceProvider services)
    {
        var light = await VariablesAsync(theme, isDark: false, services);
        var dark = await VariablesAsync(theme, isDark: true, services);
        var changed = Lines(dark.Except(light, StringComparer.Ordinal));
        return Block(":root", Lines(light))
            + "@media (prefers-color-scheme: dark){" + Block(":root:not([data-theme='light'])", changed) + "}\n"
            + Block(":root[data-theme='dark']", changed);
    }

    /// <summary>The declarations that <see cref="MudThemeProvider"/> itself makes of the theme, one a line.</summary>
    private static async Task<IReadOnlyList<string>> VariablesAsync(MudTheme theme, bool isDark, IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<ILoggerFactory>());
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MudThemeProvider.Theme)] = theme, [nameof(MudThemeProvider.IsDarkMode)] = isDark });
        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<MudThemeProvider>(parameters)).ToHtmlString());
        var lines = Variable().Matches(html).Select(line => line.Value).ToList();
        return lines.Count > 0 ? lines : throw new InvalidOperationException("MudThemeProvider wrote no variables.");
    }

    private static string Block(string selector, string declarations) => selector + "{" + declarations + "}\n";

    private static string Lines(IEnumerable<string> declarations) => string.Concat(declarations);

    [GeneratedRegex(@"--mud-[a-z0-9-]+:[^;{}]+;", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
