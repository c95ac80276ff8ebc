namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>One room as the page draws it. <see cref="Id"/> is the program and the folder: <c>Engine/Connectors/Sql</c>; the types that lie beside the folders are the program's own room, <c>Engine</c>.</summary>
/// <param name="Id">Program and folder.</param>
/// <param name="Floor">Counted from the ground, within its program.</param>
/// <param name="MayName">The rooms it may name, with all that lies in them; <see cref="EverythingBelow"/> stands for all lower floors.</param>
public sealed record Room(string Id, int Floor, IReadOnlyList<string> MayName)
{
    public const string EverythingBelow = "everything below";

    public string Program => ProgramOf(Id);

    public IEnumerable<string> NamedRooms => MayName.Where(name => name != EverythingBelow);

    public bool MayNameWhatIsBelow => MayName.Contains(EverythingBelow);

    /// <summary>True when the page names the other room, or one around it, for this one.</summary>
    public bool Names(string id) => NamedRooms.Any(named => Drawing.Covers(named, id));

    public static string ProgramOf(string id) => id.Split('/')[0];
}

/// <summary>Who may name a room from other programs, too: nobody but these.</summary>
public sealed record ShutDoor(string Room, IReadOnlyList<string> OnlyNamedBy);

/// <summary>A wrong arrow that is known and on its way out.</summary>
public sealed record KnownArrow(string From, string To);

/// <summary>What <c>docs/architecture.md</c> says.</summary>
/// <param name="Programs">Each program with the programs that it may name.</param>
/// <param name="Rooms">Every room of every program.</param>
/// <param name="ShutDoors">Rooms that only some may name.</param>
/// <param name="KnownArrows">What is wrong and forgiven for now.</param>
public sealed record Drawing(
    IReadOnlyDictionary<string, IReadOnlyList<string>> Programs,
    IReadOnlyList<Room> Rooms,
    IReadOnlyList<ShutDoor> ShutDoors,
    IReadOnlyList<KnownArrow> KnownArrows)
{
    private const string Product = "Pragmatika.";

    /// <summary>The room that a namespace lies in, the innermost that is drawn; null when it is on no floor. A program's own room holds what lies beside its folders, and its top-level statements unless they are drawn on their own.</summary>
    public Room? RoomOf(string ns)
    {
        var id = ns.StartsWith(Product, StringComparison.Ordinal) ? ns[Product.Length..].Replace('.', '/') : ns;
        return Rooms.Where(room => Holds(room, id)).MaxBy(room => room.Id.Length);
    }

    public static bool IsOurs(string ns) => ns.StartsWith(Product, StringComparison.Ordinal);

    /// <summary>True for what compilers and generators add to an assembly beside the types that were written.</summary>
    public static bool IsMadeByTools(TypeName type) =>
        type.Namespace.StartsWith("System.", StringComparison.Ordinal) || type.Namespace.StartsWith("Microsoft.", StringComparison.Ordinal)
        || type.Namespace.StartsWith("__", StringComparison.Ordinal) || (type.Namespace.Length == 0 && type.Name.StartsWith('<'));

    /// <summary>True when a room of the page, or one inside it, is meant.</summary>
    public static bool Covers(string named, string id) => id == named || id.StartsWith(named + "/", StringComparison.Ordinal);

    private static bool Holds(Room room, string id) => room.Id.Contains('/') ? Covers(room.Id, id) : room.Id == id || room.Id + "/Program" == id;
}
