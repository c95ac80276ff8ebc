using System.Globalization;
using System.Text.RegularExpressions;
using MudBlazor.Utilities;

namespace Pragmatika.Portal.Theming;

/// <summary>The variables of tokens.css. One sheet is the source of both: our own style and the theme of MudBlazor.</summary>
public sealed partial class TokenSheet
{
    private readonly Dictionary<string, (string Light, string Dark)> _values;

    private TokenSheet(Dictionary<string, (string Light, string Dark)> values) => _values = values;

    /// <summary>Reads <c>--name: value;</c> and <c>--name: light-dark(light, dark);</c>. A name written twice counts as written last.</summary>
    public static TokenSheet Parse(string css)
    {
        var values = new Dictionary<string, (string Light, string Dark)>(StringComparer.Ordinal);
        foreach (Match line in Declaration().Matches(css))
        {
            var value = line.Groups["value"].Value.Trim();
            values[line.Groups["name"].Value] = TwoColours().Match(value) is { Success: true } two
                ? (two.Groups["light"].Value.Trim(), two.Groups["dark"].Value.Trim())
                : (value, value);
        }

        return new TokenSheet(values);
    }

    /// <summary>The text of a variable that both themes share.</summary>
    public string Text(string name) => Find(name).Light;

    public MudColor Colour(string name, bool isDark) => new(isDark ? Find(name).Dark : Find(name).Light);

    /// <summary>Pixels of a size such as <c>7px</c>.</summary>
    public int Pixels(string name) => int.Parse(Text(name).Replace("px", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private (string Light, string Dark) Find(string name) =>
        _values.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"tokens.css has no --{name}.");

    [GeneratedRegex(@"--(?<name>[a-z0-9-]+)\s*:\s*(?<value>[^;]+);", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();

    // Colours are hex here; a shadow holds brackets of its own and is no colour.
    [GeneratedRegex(@"^light-dark\((?<light>#[0-9a-fA-F]+),\s*(?<dark>#[0-9a-fA-F]+)\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex TwoColours();
}
