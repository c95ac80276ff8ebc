namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>One room names another, with the references that make it so.</summary>
public sealed record Arrow(Room From, Room To, IReadOnlyList<TypeReference> Because)
{
    private const int Shown = 6;

    public string Types
    {
        get
        {
            var pairs = Because.Select(reference => reference.From + " → " + reference.To).Distinct().Order(StringComparer.Ordinal).ToArray();
            return string.Join(", ", pairs.Take(Shown)) + (pairs.Length > Shown ? $" and {pairs.Length - Shown} more" : "");
        }
    }

    public override string ToString() => $"{From.Id} (floor {From.Floor}) → {To.Id} (floor {To.Floor}): {Types}";

    /// <summary>All arrows between different rooms; types on no floor make none.</summary>
    public static IReadOnlyList<Arrow> Between(Drawing drawing, IEnumerable<TypeReference> references)
    {
        var roomOf = new Dictionary<string, Room?>(StringComparer.Ordinal);
        Room? Room(TypeName type) => roomOf.TryGetValue(type.Namespace, out var room) ? room : roomOf[type.Namespace] = drawing.RoomOf(type.Namespace);

        return
        [
            .. references
                .Select(reference => (Reference: reference, From: Room(reference.From), To: Room(reference.To)))
                .Where(line => line.From is not null && line.To is not null && line.From != line.To)
                .GroupBy(line => (line.From, line.To))
                .Select(lines => new Arrow(lines.Key.From!, lines.Key.To!, [.. lines.Select(line => line.Reference)]))
                .OrderBy(arrow => arrow.From.Id, StringComparer.Ordinal)
                .ThenBy(arrow => arrow.To.Id, StringComparer.Ordinal),
        ];
    }
}
