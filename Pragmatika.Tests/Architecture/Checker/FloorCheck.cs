namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>Compares the drawing with what the compiled types name. Pure: the same drawing and the same references, the same faults.</summary>
public static class FloorCheck
{
    /// <summary>Every fault in words, empty when the house stands as drawn.</summary>
    public static IReadOnlyList<string> Faults(Drawing drawing, IReadOnlyCollection<TypeName> types, IReadOnlyCollection<TypeReference> references)
    {
        var arrows = Arrow.Between(drawing, references);
        return
        [
            .. OfThePage(drawing),
            .. RoomsNotDrawn(drawing, types),
            .. RoomsNotBuilt(drawing, types),
            .. Forbidden(drawing, arrows),
            .. KnownButGone(drawing, arrows),
            .. Round(drawing, arrows),
        ];
    }

    private static IEnumerable<string> OfThePage(Drawing drawing)
    {
        var ids = drawing.Rooms.Select(room => room.Id).ToHashSet(StringComparer.Ordinal);
        var named = drawing.Rooms.SelectMany(room => room.NamedRooms.Select(name => (Where: room.Id, Name: name)))
            .Concat(drawing.ShutDoors.SelectMany(door => door.OnlyNamedBy.Append(door.Room).Select(name => (Where: "the shut rooms", Name: name))));
        foreach (var (where, name) in named.Where(pair => !ids.Any(id => Drawing.Covers(pair.Name, id))))
        {
            yield return $"The page lets {where} name {name}, which it does not draw.";
        }

        foreach (var room in drawing.Rooms.Where(room => !drawing.Programs.ContainsKey(room.Program)))
        {
            yield return $"The page draws {room.Id} but not the program {room.Program}.";
        }

        foreach (var room in drawing.Rooms)
        {
            foreach (var above in drawing.Rooms.Where(other => other.Program == room.Program && other.Floor > room.Floor && room.Names(other.Id)))
            {
                yield return $"The page lets {room.Id} (floor {room.Floor}) name {above.Id} (floor {above.Floor}), which lies above it.";
            }
        }
    }

    private static IEnumerable<string> RoomsNotDrawn(Drawing drawing, IEnumerable<TypeName> types) =>
        types.Where(type => !Drawing.IsMadeByTools(type) && drawing.RoomOf(type.Namespace) is null)
            .GroupBy(type => type.Namespace)
            .Select(group => $"{group.Key} is on no floor of the page: {string.Join(", ", group.Select(type => type.Name).Distinct().Order(StringComparer.Ordinal).Take(6))}");

    private static IEnumerable<string> RoomsNotBuilt(Drawing drawing, IEnumerable<TypeName> types)
    {
        var built = types.Select(type => drawing.RoomOf(type.Namespace)).OfType<Room>().ToHashSet();
        return drawing.Rooms.Where(room => !built.Contains(room)).Select(room => $"The page draws {room.Id}, where no type lives.");
    }

    private static IEnumerable<string> Forbidden(Drawing drawing, IEnumerable<Arrow> arrows) =>
        from arrow in arrows
        let fault = Fault(drawing, arrow)
        where fault is not null && !IsKnown(drawing, arrow)
        select fault + " " + arrow;

    private static string? Fault(Drawing drawing, Arrow arrow)
    {
        var door = drawing.ShutDoors.FirstOrDefault(door => Drawing.Covers(door.Room, arrow.To.Id) && !Drawing.Covers(door.Room, arrow.From.Id));
        if (door is not null && !door.OnlyNamedBy.Any(named => named == arrow.From.Id || (named.Contains('/') && Drawing.Covers(named, arrow.From.Id))))
        {
            return "Goes through a shut door:";
        }

        if (arrow.From.Program != arrow.To.Program)
        {
            return drawing.Programs.TryGetValue(arrow.From.Program, out var programs) && programs.Contains(arrow.To.Program) ? null : "Goes to a program it may not name:";
        }

        if (arrow.To.Floor > arrow.From.Floor)
        {
            return "Runs up:";
        }

        if (arrow.To.Floor == arrow.From.Floor && !arrow.From.Names(arrow.To.Id))
        {
            return "Runs along its floor without being drawn:";
        }

        return (arrow.From.MayNameWhatIsBelow && arrow.To.Floor < arrow.From.Floor) || arrow.From.Names(arrow.To.Id) ? null : "Is not drawn:";
    }

    private static IEnumerable<string> KnownButGone(Drawing drawing, IReadOnlyList<Arrow> arrows) =>
        drawing.KnownArrows
            .Where(known => !arrows.Any(arrow => arrow.From.Id == known.From && arrow.To.Id == known.To && Fault(drawing, arrow) is not null))
            .Select(known => $"Listed as still wrong, but gone (strike it): {known.From} → {known.To}");

    private static IEnumerable<string> Round(Drawing drawing, IEnumerable<Arrow> arrows)
    {
        var kept = arrows.Where(arrow => !IsKnown(drawing, arrow)).ToArray();
        foreach (var circle in Circles.In(kept.Select(arrow => (arrow.From.Id, arrow.To.Id))))
        {
            var inside = kept.Where(arrow => circle.Contains(arrow.From.Id) && circle.Contains(arrow.To.Id));
            yield return "A circle: " + string.Join(", ", circle) + Environment.NewLine + string.Join(Environment.NewLine, inside.Select(arrow => "    " + arrow));
        }
    }

    private static bool IsKnown(Drawing drawing, Arrow arrow) => drawing.KnownArrows.Any(known => known.From == arrow.From.Id && known.To == arrow.To.Id);
}
