using Pragmatika.Engine.Mapping.Transforms;

namespace Pragmatika.Engine.Mapping.Inverses;

/// <summary>How a text column spells numbers, dates and flags: as the first transform of its rule reads them, else as the exchange does.</summary>
internal sealed record ColumnStyle(string DatePattern, string MomentPattern, string DecimalSeparator, string Yes, string No, string ListSeparator, GuidBytes Guids)
{
    public static ColumnStyle Of(Rule rule, MappingScope scope)
    {
        var formats = scope.Formats;
        var patterns = formats.DatePatterns;
        var separator = formats.DecimalSeparator;
        var (yes, no) = (formats.TrueWords, formats.FalseWords);
        var guids = formats.GuidBytes;
        foreach (var spec in rule.Transforms)
        {
            var settings = new TransformSettings(TransformCatalog.Find(spec.Kind)!, spec, scope, "style");
            switch (spec.Kind)
            {
                case "number":
                    separator = settings.OptionalText("separator") ?? separator;
                    break;
                case "date" or "moment" when settings.Has("patterns"):
                    patterns = settings.TextList("patterns");
                    break;
                case "flag" when settings.Has("true") && settings.Has("false"):
                    (yes, no) = (settings.TextList("true"), settings.TextList("false"));
                    break;
                case "guid1c" when Enum.TryParse<GuidBytes>(settings.Text("bytes"), ignoreCase: true, out var order):
                    guids = order;
                    break;
            }
        }

        var usable = patterns.Where(Values.DatePattern.IsUsable).ToList();
        return new ColumnStyle(
            usable.Find(pattern => !HasTime(pattern)) ?? (usable.Count > 0 ? usable[0] : "yyyy-MM-dd"),
            usable.Find(HasTime) ?? "yyyy-MM-dd'T'HH:mm:ss",
            separator.Length == 0 ? "." : separator,
            yes.Count > 0 ? yes[0] : "1",
            no.Count > 0 ? no[0] : "0",
            formats.ListSeparator,
            guids);
    }

    private static bool HasTime(string pattern) => pattern.Contains('H', StringComparison.Ordinal) || pattern.Contains('h', StringComparison.Ordinal);
}
