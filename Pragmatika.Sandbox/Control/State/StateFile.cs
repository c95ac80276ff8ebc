using System.Text.Json;
using Pragmatika.Sandbox.Rest.Records;
using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Control.State;

/// <summary>
/// The portal in one file: a length-prefixed JSON head, packed rows, stage history. Written beside and moved into place, so a crash leaves
/// the old state. The caller holds the gate.
/// </summary>
public static class StateFile
{
    private const int Format = 1;

    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(Portal portal, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = path + ".new";
        using (var writer = new BinaryWriter(new BufferedStream(File.Create(draft), 1 << 20)))
        {
            var head = JsonSerializer.SerializeToUtf8Bytes(Head(portal));
            writer.Write(head.Length);
            writer.Write(head);
            foreach (var table in portal.Tables)
            {
                WriteRows(writer, table);
            }

            WriteMoves(writer, portal.StageMoves);
        }

        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Replaces the portal's whole state.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is not a state file of this version.</exception>
    public static void Load(Portal portal, string path)
    {
        using var reader = new BinaryReader(new BufferedStream(File.OpenRead(path), 1 << 20));
        var head = ReadHead(reader, path);
        portal.Reset();
        RestoreHead(portal, head);
        foreach (var table in head.Tables)
        {
            ReadRows(reader, portal.Table(table.EntityTypeId)!, table);
        }

        ReadMoves(reader, portal.StageMoves);
    }

    private static PortalSnapshot Head(Portal portal) => new()
    {
        Format = Format,
        Tables = [.. portal.Tables.Select(table => new TableHead(table.EntityTypeId, table.Schema.Additions, table.LastId, table.Count))],
        Statuses = [.. portal.Statuses.All],
        Categories = portal.Categories,
        Types = portal.Types,
        UserFields = [.. portal.UserFields.Values],
        Files = portal.Files,
        ProductRows = [.. portal.ProductRows.Values.SelectMany(rows => rows)],
        Loose = portal.LooseTables.ToDictionary(pair => pair.Key, pair => new LooseHead(pair.Value.LastId, [.. pair.Value.All]), StringComparer.Ordinal),
        Subscriptions = portal.Subscriptions,
        OfflineEvents = portal.OfflineEvents,
        Counters = portal.Counters,
    };

    private static PortalSnapshot ReadHead(BinaryReader reader, string path)
    {
        try
        {
            var head = JsonSerializer.Deserialize<PortalSnapshot>(reader.ReadBytes(reader.ReadInt32()));
            return head?.Format == Format ? head : throw new InvalidDataException($"{path} is not a sandbox state of format {Format}.");
        }
        catch (Exception failure) when (failure is JsonException or EndOfStreamException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a sandbox state file.", failure);
        }
    }

    private static void RestoreHead(Portal portal, PortalSnapshot head)
    {
        portal.Counters = head.Counters;
        portal.Statuses.Clear();
        head.Statuses.ForEach(status => portal.Statuses.Add(status));
        portal.Categories.Clear();
        portal.Categories.AddRange(head.Categories);
        portal.Types.AddRange(head.Types);
        head.UserFields.ForEach(field => portal.UserFields[field.Id] = field);
        foreach (var (id, file) in head.Files)
        {
            portal.Files[id] = file;
        }

        foreach (var rows in head.ProductRows.GroupBy(row => (row.OwnerType, row.OwnerId)))
        {
            portal.ProductRows[rows.Key] = [.. rows];
        }

        portal.Subscriptions.AddRange(head.Subscriptions);
        portal.OfflineEvents.AddRange(head.OfflineEvents);
        foreach (var (name, loose) in head.Loose)
        {
            portal.LooseTables[name].Restore(loose.Records, loose.LastId);
        }

        foreach (var table in head.Tables)
        {
            var restored = portal.Table(table.EntityTypeId) ?? portal.AddTable(table.EntityTypeId, TypeProvisioning.NewSchema());
            restored.Schema.Restore(table.Additions, portal.UserFields, portal.Language);
        }
    }

    private static void WriteRows(BinaryWriter writer, EntityTable table)
    {
        for (var id = 1; id <= table.LastId; id++)
        {
            if (table.Contains(id))
            {
                var row = table.Row(id);
                writer.Write(id);
                writer.Write(row.Length);
                writer.Write(row);
            }
        }
    }

    private static void ReadRows(BinaryReader reader, EntityTable table, TableHead head)
    {
        for (var left = head.Rows; left > 0; left--)
        {
            var id = reader.ReadInt32();
            table.Restore(id, reader.ReadBytes(reader.ReadInt32()));
        }

        table.RestoreLastId(head.LastId);
    }

    private static void WriteMoves(BinaryWriter writer, List<StageMove> moves)
    {
        writer.Write(moves.Count);
        foreach (var move in moves)
        {
            writer.Write(move.Id);
            writer.Write(move.TypeId);
            writer.Write(move.EntityTypeId);
            writer.Write(move.OwnerId);
            writer.Write(move.Time);
            writer.Write(move.CategoryId);
            writer.Write(move.StageId);
            writer.Write(move.Semantics);
        }
    }

    private static void ReadMoves(BinaryReader reader, List<StageMove> moves)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            moves.Add(new StageMove(
                reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt64(), reader.ReadInt32(), string.Intern(reader.ReadString()), reader.ReadChar()));
        }
    }
}
