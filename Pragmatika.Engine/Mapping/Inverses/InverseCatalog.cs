using System.Globalization;
using Pragmatika.Engine.Mapping.Transforms;
using Pragmatika.Engine.Mapping.Values;

namespace Pragmatika.Engine.Mapping.Inverses;

/// <summary>The transforms that can be run backwards. What stands here is what a rule towards SQL may use.</summary>
internal static class InverseCatalog
{
    private static readonly SameValue Same = new();

    /// <summary>Kinds that can, in alphabetic order.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "case", "date", "email", "flag", "formatDate", "formatFlag", "formatNumber", "guid1c", "map", "moment", "money", "number", "option", "phone", "plate", "trim", "user", "vin",
    ];

    public static bool Has(string kind) => Kinds.Contains(kind, StringComparer.Ordinal);

    /// <summary>The inverse of a validated transform. Throws for a kind that <see cref="Has"/> does not know.</summary>
    public static IInverse Of(TransformSpec spec, MappingScope scope)
    {
        var kind = TransformCatalog.Find(spec.Kind) ?? throw new ArgumentOutOfRangeException(nameof(spec), spec.Kind, null);
        var settings = new TransformSettings(kind, spec, scope, "inverse");
        return spec.Kind switch
        {
            "map" => new MapInverse(settings.Dictionary(), settings.Flag("keep")),
            "user" => new MapInverse(settings.Dictionary(), keep: false),
            "number" or "money" => new MemberInverse(Number),
            "date" or "moment" => new MemberInverse(value => Moment(value, scope.Reader.Dates)),
            "flag" => new MemberInverse(Flag),
            "formatNumber" => new MemberInverse(new Printed(settings.OptionalText("separator") ?? scope.Formats.DecimalSeparator).Number),
            "formatDate" => new MemberInverse(new Printed(settings.Text("pattern")).Date),
            "formatFlag" => new MemberInverse(new Printed(settings.Text("true"), settings.Text("false")).Flag),
            _ when Has(spec.Kind) => Same,
            _ => throw new ArgumentOutOfRangeException(nameof(spec), spec.Kind, null),
        };
    }

    /// <summary>The CRM keeps numbers in text fields with a point.</summary>
    private static Made Number(Value value) => value.Kind switch
    {
        ValueKind.Number => value,
        ValueKind.Money => Value.Number(value.AsNumber),
        ValueKind.Flag => Value.Number(value.AsFlag ? 1 : 0),
        _ => NumberText.TryParse(value.ToString(), ".", out var number) ? Value.Number(number) : Troubles.NotNumber(value.ToString(), "."),
    };

    private static Made Moment(Value value, DateText dates) => value.Kind is ValueKind.Date or ValueKind.Moment
        ? value
        : dates.TryParse(value.ToString(), out var parsed) ? parsed : Troubles.NotDate(value.ToString());

    private static Made Flag(Value value) => value.Kind switch
    {
        ValueKind.Flag => value,
        _ => value.ToString() switch
        {
            "Y" or "1" or "true" => Value.Flag(true),
            "N" or "0" or "false" => Value.Flag(false),
            var text => Troubles.NotFlag(text),
        },
    };

    /// <summary>Texts that a format transform printed.</summary>
    private sealed record Printed(string Pattern, string Other = "")
    {
        public Made Number(Value value) => value.Kind is ValueKind.Number or ValueKind.Money
            ? Value.Number(value.AsNumber)
            : NumberText.TryParse(value.ToString(), Pattern, out var number) ? Value.Number(number) : Troubles.NotNumber(value.ToString(), Pattern);

        public Made Date(Value value)
        {
            if (!DateTime.TryParseExact(value.ToString(), Pattern, CultureInfo.InvariantCulture, DateTimeStyles.None, out var read))
            {
                return value.Kind is ValueKind.Date or ValueKind.Moment ? value : Troubles.NotDate(value.ToString());
            }

            // Wall time of the exchange's zone: the column is written as it stands.
            return read.TimeOfDay == TimeSpan.Zero
                ? Value.Date(DateOnly.FromDateTime(read))
                : Value.Text(read.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        }

        public Made Flag(Value value)
        {
            var text = value.ToString().Trim();
            return text.Equals(Pattern, StringComparison.OrdinalIgnoreCase) ? Value.Flag(true)
                : text.Equals(Other, StringComparison.OrdinalIgnoreCase) ? Value.Flag(false)
                : value.Kind == ValueKind.Flag ? value : Troubles.NotFlag(text);
        }
    }
}
