using Microsoft.AspNetCore.Components;

namespace Pragmatika.Portal.Parts;

/// <summary>Our icon set: 24 × 24, drawn with strokes in the colour of the text.</summary>
public static class Icons
{
    private static readonly Dictionary<string, MarkupString> Drawn = new(StringComparer.Ordinal)
    {
        ["exchange"] = Draw("M4 9h13m0 0-3.5-3.5M17 9l-3.5 3.5M20 15.5H7m0 0 3.5-3.5M7 15.5 10.5 19"),
        ["journal"] = Draw("M5 4.5h11a3 3 0 0 1 3 3v12H8a3 3 0 0 1-3-3zM9 9h6M9 12.5h6M9 16h3"),
        ["unsent"] = Draw("M3.5 7.5 12 13l8.5-5.5M5 5.5h14a1.5 1.5 0 0 1 1.5 1.5v5M3.5 7v10A1.5 1.5 0 0 0 5 18.5h7.5M16 15.5l4.5 4.5m0-4.5L16 20"),
        ["plug"] = Draw("M9 3.5v4.5m6-4.5v4.5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4"),
        ["play"] = Draw("M8 5.5v13l10.5-6.5z"),
        ["stop"] = Draw("M7 7h10v10H7z"),
        ["pause"] = Draw("M9 6v12m6-12v12"),
        ["refresh"] = Draw("M19.5 12a7.5 7.5 0 1 1-2.2-5.3L19.5 9m0-4.5V9H15"),
        ["check"] = Draw("m5 12.5 4.5 4.5L19 7.5"),
        ["done"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM8.2 12.3l2.6 2.6 5-5.4"),
        ["alert"] = Draw("M12 4 3.2 19.2h17.6zM12 10v4.2m0 2.6v.1"),
        ["error"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM9 9l6 6m0-6-6 6"),
        ["info"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 11v5m0-8.2v.1"),
        ["question"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM9.6 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.9-1.2 1.7m0 2.6v.1"),
        ["cancelled"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM6.3 6.3l11.4 11.4"),
        ["crash"] = Draw("M13.5 3.5 6 13h5l-1 7.5L18 11h-5z"),
        ["dot"] = Draw("M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z"),
        ["clock"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 7.5V12l3 2"),
        ["calendar"] = Draw("M5 6h14v13.5H5zM5 10.5h14M8.5 3.5V8m7-4.5V8"),
        ["search"] = Draw("M10.8 4.5a6.3 6.3 0 1 0 0 12.6 6.3 6.3 0 0 0 0-12.6zM15.5 15.5l4.5 4.5"),
        ["close"] = Draw("m6 6 12 12M18 6 6 18"),
        ["plus"] = Draw("M12 5v14M5 12h14"),
        ["edit"] = Draw("M4.5 19.5h4L19 9a2.1 2.1 0 0 0-3-3L5.5 16.5zM14 8l2.9 2.9"),
        ["trash"] = Draw("M4.5 7h15M9.5 7V4.5h5V7m3 0-.8 12.5H7.3L6.5 7M10.3 11v5m3.4-5v5"),
        ["more"] = Draw("M12 6v.1M12 12v.1M12 18v.1"),
        ["chevron"] = Draw("m9 6 6 6-6 6"),
        ["back"] = Draw("M20 12H5m0 0 6-6m-6 6 6 6"),
        ["down"] = Draw("m6 9 6 6 6-6"),
        ["globe"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM3.8 12h16.4M12 3.8c5 5 5 11.400 0 16.4-5-5-5-11.400 0-16.4z"),
        ["compare"] = Draw("M4 5.500h6v13H4zM14 5.500h6v13h-6zM6 9h2m-2 3h2m8-3h2m-2 3h2m-2 3h2"),
        ["contrast"] = Draw("M12 3.8a8.2 8.2 0 1 0 0 16.4 8.2 8.2 0 0 0 0-16.4zM12 3.800v16.4M12 8l4.500-2.500M12 12h8M12 16l4.500 2.500"),
        ["sun"] = Draw("M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 3v2m0 14v2M3 12h2m14 0h2M5.600 5.600 7 7m10 10 1.400 1.400M18.400 5.600 17 7M7 17l-1.400 1.400"),
        ["moon"] = Draw("M19.500 14.500A8 8 0 0 1 9.500 4.500a8 8 0 1 0 10 10z"),
        ["screen"] = Draw("M4 5h16v11H4zM9 20h6m-3-4v4"),
        ["key"] = Draw("M8.500 11a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11.500 12.200 19.500 4.500m-3 3 2.500 2.500M14 10l1.800 1.800"),
        ["exit"] = Draw("M10 4.500H5v15h5M14.500 8l4 4-4 4M18.500 12H9.500"),
        ["compass"] = Draw("M12 3.800a8.200 8.200 0 1 0 0 16.400 8.200 8.200 0 0 0 0-16.400zM15.500 8.500l-2 5-5 2 2-5z"),
        ["lock"] = Draw("M6 10.500h12v9H6zM8.500 10.500V8a3.500 3.500 0 0 1 7 0v2.500M12 14v2"),
        ["database"] = Draw("M5 6.500C5 4.800 8.100 3.500 12 3.500s7 1.300 7 3-3.100 3-7 3-7-1.300-7-3zM5 6.500v11c0 1.700 3.100 3 7 3s7-1.300 7-3v-11M5 12c0 1.700 3.100 3 7 3s7-1.300 7-3"),
        ["cloud"] = Draw("M7.500 18.500a4.500 4.500 0 0 1-.500-9 5.500 5.500 0 0 1 10.600 1 4 4 0 0 1-.600 8z"),
        ["replay"] = Draw("M4.500 12a7.500 7.500 0 1 0 2.200-5.300L4.500 9m0-4.500V9H9"),
        ["inbox"] = Draw("M4 13.500 6.500 5h11l2.500 8.500v5.500H4zM4 13.500h4.500l1.500 2.500h4l1.500-2.500H20"),
        ["flow"] = Draw("M6.500 4a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM17.500 15a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM6.500 9v4a4.500 4.500 0 0 0 4.500 4.500h4"),
        ["eye"] = Draw("M2.500 12s3.500-6.500 9.500-6.500 9.500 6.500 9.500 6.500-3.500 6.500-9.500 6.500S2.500 12 2.500 12zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z"),
        ["drag"] = Draw("M9 6v.1M9 12v.1M9 18v.1M15 6v.1M15 12v.1M15 18v.1"),
        ["download"] = Draw("M12 4v10.500m-4-4 4 4 4-4M5 19.500h14"),
        ["open"] = Draw("M9 5H5v14h14v-4M13 5h6v6M19 5l-8 8"),
        ["bolt"] = Draw("M13.500 3.500 6 13h5l-1 7.500L18 11h-5z"),
    };

    /// <summary>The drawing; nothing for a name we do not have (a test lists every name used).</summary>
    public static MarkupString Find(string name) => Drawn.GetValueOrDefault(name);

    public static bool Has(string name) => Drawn.ContainsKey(name);

    private static MarkupString Draw(string path) => new($"<path d=\"{path}\" />");
}
