using System.Globalization;

namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>Reads the tables of <c>docs/architecture.md</c> by their headings' words; everything else on the page is for people.</summary>
public static class DrawingPage
{
    /// <exception cref="FormatException">A table does not have the columns it should have.</exception>
    public static Drawing Read(string markdown)
    {
        var programs = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var rooms = new List<Room>();
        var doors = new List<ShutDoor>();
        var known = new List<KnownArrow>();
        foreach (var row in Rows(markdown))
        {
            switch (row.Columns)
            {
                case ["Program", "May name", _]:
                    programs.Add(Plain(row.Cells[0]), Names(row.Cells[1]));
                    break;
                case ["Floor", "Room", "May name", _]:
                    rooms.Add(new Room(Plain(row.Cells[1]), int.Parse(row.Cells[0], CultureInfo.InvariantCulture), Names(row.Cells[2])));
                    break;
                case ["Shut room", "Named only by", _]:
                    doors.Add(new ShutDoor(Plain(row.Cells[0]), Names(row.Cells[1])));
                    break;
                case ["From", "To, still wrong", _]:
                    known.Add(new KnownArrow(Plain(row.Cells[0]), Plain(row.Cells[1])));
                    break;
            }
        }

        return new Drawing(programs, rooms, doors, known);
    }

    private static IEnumerable<(string[] Columns, string[] Cells)> Rows(string markdown)
    {
        string[]? columns = null;
        foreach (var line in markdown.Split('\n').Select(line => line.Trim()))
        {
            if (!line.StartsWith('|'))
            {
                columns = null;
                continue;
            }

            var cells = line.Trim('|').Split('|', StringSplitOptions.TrimEntries);
            if (columns is null)
            {
                columns = cells;
            }
            else if (!cells[0].StartsWith("--", StringComparison.Ordinal))
            {
                yield return cells.Length == columns.Length ? (columns, cells) : throw new FormatException("Not as many cells as the table has columns: " + line);
            }
        }
    }

    private static string[] Names(string cell) => Plain(cell) is "nothing" ? [] : [.. Plain(cell).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static string Plain(string cell) => cell.Replace("`", "", StringComparison.Ordinal).Trim();
}
