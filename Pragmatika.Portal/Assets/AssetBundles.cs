using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.StaticAssets;
using Pragmatika.Portal.Theming;

namespace Pragmatika.Portal.Assets;

/// <summary>
/// The style sheet and the script of the portal, each one file. MudBlazor's style lies in a cascade layer beneath ours, so that a plain selector
/// of ours wins over any of its own; its package serves nothing that is both compressed and kept by browsers.
/// </summary>
public sealed partial class AssetBundles(IWebHostEnvironment environment, IServiceProvider services, EndpointDataSource endpoints) : IDisposable
{
    private const string StyleFolder = "assets/css";

    // The order matters; whatever else lies in the folder follows by name.
    private static readonly string[] FirstStyles = ["shell.css", "parts.css", "mud.css", "pages.css"];

    private static readonly string[] Scripts = ["_content/MudBlazor/MudBlazor.min.js", "assets/js/portal.js"];

    private readonly SemaphoreSlim _one = new(1);
    private Made? _made;

    public void Dispose() => _one.Dispose();

    /// <summary>Made at the first question and kept.</summary>
    public async Task<Made> AllAsync(CancellationToken cancellationToken)
    {
        if (_made is { } made)
        {
            return made;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            return _made ??= new Made(
                AssetBundle.Of(StyleFolder, "portal", "css", "text/css; charset=utf-8", await StyleAsync()),
                AssetBundle.Of("assets/js", "bundle", "js", "text/javascript; charset=utf-8", string.Join("\n;\n", Scripts.Select(Read))));
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<string> StyleAsync()
    {
        var tokens = Read($"{StyleFolder}/tokens.css");
        var style = new StringBuilder("@layer base, mud;\n")
            .Append(WithFingerprints(tokens))
            .Append(await ThemeCss.WriteAsync(PortalTheme.Of(TokenSheet.Parse(tokens)), services))
            .Append("@layer base {\n").Append(Read($"{StyleFolder}/base.css")).Append("}\n")
            .Append("@layer mud {\n").Append(Read("_content/MudBlazor/MudBlazor.min.css")).Append("}\n");
        foreach (var file in Styles())
        {
            style.Append(Read($"{StyleFolder}/{file}")).Append('\n');
        }

        return style.ToString();
    }

    private IEnumerable<string> Styles()
    {
        var all = environment.WebRootFileProvider.GetDirectoryContents(StyleFolder).Select(file => file.Name)
            .Where(name => name.EndsWith(".css", StringComparison.Ordinal) && name is not "tokens.css" and not "base.css");
        return FirstStyles.Concat(all.Except(FirstStyles, StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private string Read(string path)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(path).CreateReadStream(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Fonts by the address that a browser keeps for ever.</summary>
    private string WithFingerprints(string css)
    {
        var known = endpoints.Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>()).OfType<StaticAssetDescriptor>()
            .SelectMany(asset => asset.Properties.Where(property => property.Name == "label").Select(property => (Label: property.Value, asset.Route)))
            .GroupBy(asset => asset.Label, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Route, StringComparer.Ordinal);
        return Relative().Replace(css, match => $"url('/{known.GetValueOrDefault("assets/" + match.Groups["path"].Value, "assets/" + match.Groups["path"].Value)}')");
    }

    [GeneratedRegex(@"url\('\.\./(?<path>[^']+)'\)", RegexOptions.CultureInvariant)]
    private static partial Regex Relative();

    public sealed record Made(AssetBundle Style, AssetBundle Script);
}
