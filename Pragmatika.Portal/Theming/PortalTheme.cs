using MudBlazor;
using MudBlazor.Utilities;

namespace Pragmatika.Portal.Theming;

/// <summary>The look of the portal as MudBlazor wants it. Pure: the same tokens, the same theme.</summary>
public static class PortalTheme
{
    private const int Elevations = 26;

    public static MudTheme Of(TokenSheet tokens)
    {
        var theme = new MudTheme
        {
            LayoutProperties = new LayoutProperties { DefaultBorderRadius = tokens.Text("radius-s") },
            Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, Elevations).Select(Elevation)] },
        };
        Paint(theme.PaletteLight, name => tokens.Colour(name, isDark: false));
        Paint(theme.PaletteDark, name => tokens.Colour(name, isDark: true));
        Set(theme.Typography, [tokens.Text("sans")]);
        return theme;
    }

    // Flat paper: only what floats over the page casts a shadow.
    private static string Elevation(int level) => level switch
    {
        0 => "none",
        < 4 => "var(--shadow)",
        _ => "var(--shadow-l)",
    };

    private static void Paint(Palette palette, Func<string, MudColor> colour)
    {
        (palette.Black, palette.White) = (colour("ink"), colour("surface"));
        (palette.Primary, palette.PrimaryContrastText, palette.PrimaryDarken) = (colour("spruce"), colour("on-spruce"), colour("spruce-deep").ToString());
        (palette.Secondary, palette.SecondaryContrastText) = (colour("steel"), colour("surface"));
        (palette.Tertiary, palette.TertiaryContrastText) = (colour("stone"), colour("surface"));
        (palette.Info, palette.InfoContrastText) = (colour("steel"), colour("surface"));
        (palette.Success, palette.SuccessContrastText) = (colour("spruce"), colour("on-spruce"));
        (palette.Warning, palette.WarningContrastText) = (colour("amber"), colour("surface"));
        (palette.Error, palette.ErrorContrastText) = (colour("brick"), colour("surface"));
        (palette.Dark, palette.DarkContrastText) = (colour("ink"), colour("paper"));
        (palette.TextPrimary, palette.TextSecondary, palette.TextDisabled) = (colour("ink"), colour("ink-2"), colour("line-strong"));
        (palette.ActionDefault, palette.ActionDisabled, palette.ActionDisabledBackground) = (colour("ink-2"), colour("line-strong"), colour("sunken"));
        (palette.Background, palette.BackgroundGray, palette.Surface) = (colour("paper"), colour("sunken"), colour("surface"));
        (palette.DrawerBackground, palette.DrawerText, palette.DrawerIcon) = (colour("side"), colour("side-ink"), colour("side-ink-2"));
        (palette.AppbarBackground, palette.AppbarText) = (colour("side"), colour("side-ink"));
        (palette.LinesDefault, palette.LinesInputs, palette.TableLines) = (colour("line"), colour("line-strong"), colour("line"));
        (palette.TableStriped, palette.TableHover) = (colour("sunken"), colour("hover"));
        (palette.Divider, palette.DividerLight, palette.Skeleton) = (colour("line"), colour("line"), colour("sunken"));
        (palette.GrayDefault, palette.GrayDark, palette.GrayDarker) = (Hex("line-strong"), Hex("ink-2"), Hex("ink"));
        (palette.GrayLight, palette.GrayLighter) = (Hex("line"), Hex("sunken"));

        string Hex(string name) => colour(name).ToString(MudColorOutputFormats.Hex);
    }

    private static void Set(Typography type, string[] family)
    {
        Write(type.Default, family, "14px", "400", "1.45");
        Write(type.H1, family, "26px", "640", "1.2", "-0.015em");
        Write(type.H2, family, "16px", "620", "1.3", "-0.005em");
        Write(type.H3, family, "14px", "600", "1.45");
        Write(type.H4, family, "14px", "600", "1.45");
        Write(type.H5, family, "14px", "600", "1.45");
        Write(type.H6, family, "17px", "620", "1.3", "-0.005em");
        Write(type.Subtitle1, family, "15px", "560", "1.4");
        Write(type.Subtitle2, family, "13px", "530", "1.4");
        Write(type.Body1, family, "14px", "400", "1.45");
        Write(type.Body2, family, "13.5px", "400", "1.45");
        Write(type.Button, family, "14px", "530", "1.2");
        Write(type.Caption, family, "12px", "400", "1.4");
        Write(type.Overline, family, "12px", "560", "1.4");
    }

    private static void Write(BaseTypography style, string[] family, string size, string weight, string line, string spacing = "normal")
    {
        (style.FontFamily, style.FontSize, style.FontWeight) = (family, size, weight);
        (style.LineHeight, style.LetterSpacing, style.TextTransform) = (line, spacing, "none");
    }
}
