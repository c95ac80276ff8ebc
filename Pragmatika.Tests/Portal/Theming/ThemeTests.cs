using System.Resources;
using System.Xml.Linq;
using MudBlazor;
using Pragmatika.Portal.Theming;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Portal.Theming;

public sealed class ThemeTests
{
    private static readonly TokenSheet Tokens = TokenSheet.Parse(File.ReadAllText(Path.Combine(Repository.Root, "wwwroot-assets", "css", "tokens.css")));

    [Fact]
    public void Theme_OfTheTokens_HasTheirColoursInBothThemes()
    {
        var theme = PortalTheme.Of(Tokens);

        theme.PaletteLight.Primary.Should().Be(Tokens.Colour("spruce", isDark: false)).And.NotBe(theme.PaletteDark.Primary);
        theme.PaletteDark.Surface.Should().Be(Tokens.Colour("surface", isDark: true));
        theme.LayoutProperties.DefaultBorderRadius.Should().Be("7px");
        theme.Typography.Button.TextTransform.Should().Be("none");
        theme.Typography.Default.FontFamily.Should().ContainSingle().Which.Should().StartWith("'Golos'");
    }

    [Fact]
    public void Tokens_UnknownName_SaysWhich()
    {
        var ask = () => Tokens.Text("nobody");

        ask.Should().Throw<InvalidOperationException>().WithMessage("*--nobody*");
    }

    /// <summary>Every text of the package has a Russian one; a new version with new texts fails here.</summary>
    [Fact]
    public void Texts_EveryKeyOfThePackage_IsTranslated()
    {
        using var package = new ResourceReader(typeof(MudTheme).Assembly.GetManifestResourceStream("MudBlazor.Resources.LanguageResource.resources")!);
        var keys = package.Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).ToList();
        var ours = XDocument.Load(Path.Combine(Repository.Root, "Pragmatika.Portal", "Theming", "MudTexts.ru.resx")).Root!.Elements("data").Select(data => data.Attribute("name")!.Value);

        keys.Should().HaveCountGreaterThan(100);
        ours.Should().BeEquivalentTo(keys);
    }
}
