using System.Globalization;
using Pragmatika.Bench.Storms.World;
using Pragmatika.Engine.Links;

namespace Pragmatika.Bench.Storms.Oracle;

/// <summary>Compares both sides once all is calm.</summary>
internal sealed class EndCheck(StormWorld world, Watcher watcher, StormPeople people)
{
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        var contacts = await LinkCheck.ReadAsync(world.Engine, "contacts", cancellationToken);
        var deals = await LinkCheck.ReadAsync(world.Engine, "deals", cancellationToken);
        var clients = world.Crm.All(CrmKind.Contact).ToDictionary(record => record.Id);
        var sales = world.Crm.All(CrmKind.Deal).ToDictionary(record => record.Id);
        foreach (var row in world.Table.All())
        {
            var contact = Linked(row, "client", contacts, clients);
            Compare(row, contact, "name", "phone");
            if (watcher.DeletedByPeople(row["deal"]!))
            {
                Require(row["gone"] == StormExchange.GoneMark, "unmarked", $"row {row["id"]}: its deal was deleted and the row does not say so");
                continue;
            }

            var deal = Linked(row, "deal", deals, sales);
            Compare(row, deal, "amount", "stage", "comment");
            if (row["closed"] is not null || !people.HaveRemoved(int.Parse(row["id"]!, CultureInfo.InvariantCulture)))
            {
                Compare(row, deal, "closed"); // by its rule nothing never takes the place of a day, so the CRM keeps the day of the row that was
            }

            Require(row["gone"] is null, "marked", $"row {row["id"]} is marked as deleted and its deal is there");
            var isOld = people.HaveMerged && people.HaveBroughtBack(int.Parse(row["id"]!, CultureInfo.InvariantCulture));
            Require(isOld || world.Crm.ContactOf(deal.Id) == contact.Id, "unbound", $"deal {deal.Id} of row {row["id"]} is not bound to contact {contact.Id}");
        }
    }

    private static RecordSeen Linked(IReadOnlyDictionary<string, string?> row, string column, IReadOnlyDictionary<string, Link> links, Dictionary<int, RecordSeen> records)
    {
        var key = row[column]!;
        return links.TryGetValue(key, out var link) && records.TryGetValue((int)link.CrmId, out var record)
            ? record
            : throw new StormBrokenException("lost", $"row {row["id"]}: there is no record of '{key}'{(link is null ? ", nor a link" : $", its link names {link.CrmId}")}");
    }

    private static void Compare(IReadOnlyDictionary<string, string?> row, RecordSeen record, params string[] columns)
    {
        foreach (var column in columns)
        {
            var field = Canonical.FieldOf[column];
            var (cell, value) = (Canonical.OfCell(column, row[column]), Canonical.OfField(field, record.Fields[field]));
            var isSame = cell == value || (column == "phone" && cell is not null && value?.Split(';').Contains(cell) == true);
            Require(isSame, "differs in " + column, $"row {row["id"]} {column}: '{cell}' in SQL, '{value}' in the CRM ({record.EntityTypeId}/{record.Id})");
        }
    }

    private static void Require(bool holds, string invariant, string detail)
    {
        if (!holds)
        {
            throw new StormBrokenException(invariant, detail);
        }
    }
}
