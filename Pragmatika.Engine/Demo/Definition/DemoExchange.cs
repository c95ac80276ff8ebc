using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Demo.Definition;

/// <summary>The exchange of the demo: the wide table of docs/sql to companies, contacts, cars and deals that refer to each other.</summary>
public static class DemoExchange
{
    public const string Name = "b24-exchange";

    private const string Table = "B24_Exchange";

    /// <summary>Valid for the table on any engine and for a portal that <see cref="DemoProvisioning"/> prepared. <paramref name="yearOffset"/> is that of the table's dates.</summary>
    public static ExchangeDefinition Create(string sqlConnection, string bitrixConnection, SqlEngine engine, DemoPortal portal, int yearOffset = 0) => new()
    {
        Name = Name,
        Title = "1С → Битрикс24: клиенты, автомобили, сделки",
        Source = new SourceDefinition
        {
            Connection = sqlConnection,
            Table = engine == SqlEngine.SqlServer ? "dbo." + Table : Table,
            Key = ["RowId"],
            Tracking = new TrackingDefinition { Kind = TrackingKind.Cursor, Column = "RowVer" },
        },
        Destination = new DestinationDefinition { Connection = bitrixConnection },
        Formats = new Formats { YearOffset = yearOffset },
        Flows = [DemoClients.Companies(portal), DemoClients.Contacts(portal), DemoCars.Cars(portal), DemoDeals.Deals(portal)],
        WriteBack = new WriteBackDefinition
        {
            Ids = new Dictionary<string, string>
            {
                [DemoClients.ContactFlow] = "B24ContactId",
                [DemoClients.CompanyFlow] = "B24CompanyId",
                [DemoCars.Flow] = "B24CarId",
                [DemoDeals.Flow] = "B24DealId",
            },
            Stages = new Dictionary<string, string> { [DemoDeals.Flow] = "B24Stage" },
            StatusColumn = "SyncStatus",
            ErrorColumn = "SyncError",
            TimeColumn = "SyncAt",
        },
        Dictionaries = DemoDeals.Dictionaries(portal),
    };
}
