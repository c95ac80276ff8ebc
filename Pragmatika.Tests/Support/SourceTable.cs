using Microsoft.Data.Sqlite;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Support;

/// <summary>A small exchange table: clients and their orders, one row an order.</summary>
public sealed class SourceTable(string connectionString)
{
    public string ConnectionString => connectionString;

    public static async Task<SourceTable> CreateAsync(string path)
    {
        var table = new SourceTable($"Data Source={path}");
        await table.ExecuteAsync(
            """
            CREATE TABLE Orders(
              Id INTEGER PRIMARY KEY, ClientId TEXT, ClientName TEXT, Phone TEXT, OrderNo TEXT, Amount TEXT, Stage TEXT, B24ContactId INTEGER, B24DealId INTEGER, Status INTEGER DEFAULT 0, Error TEXT)
            """);
        return table;
    }

    public Task AddAsync(long id, string client, string name, string? phone, string order, string amount) => ExecuteAsync(
        "INSERT INTO Orders(Id, ClientId, ClientName, Phone, OrderNo, Amount) VALUES(@id, @client, @name, @phone, @order, @amount)",
        ("@id", id),
        ("@client", client),
        ("@name", name),
        ("@phone", phone),
        ("@order", order),
        ("@amount", amount));

    public async Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        await command.ExecuteNonQueryAsync();
    }

    public async Task<object?> ScalarAsync(string sql)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync() is { } value and not DBNull ? value : null;
    }

    /// <summary>Contacts by ClientId (matched by phone), deals by OrderNo, the deal linked to the contact, ids and status written back.</summary>
    public static ExchangeDefinition Definition(string name = "orders") => new()
    {
        Name = name,
        Source = new SourceDefinition { Connection = "sql", Table = "Orders", Key = ["Id"] },
        Destination = new DestinationDefinition { Connection = "portal" },
        Limits = new RunLimits { SettleTime = TimeSpan.FromSeconds(1), Lanes = 3 },
        WriteBack = new WriteBackDefinition
        {
            Ids = new Dictionary<string, string> { ["contacts"] = "B24ContactId", ["deals"] = "B24DealId" },
            StatusColumn = "Status",
            ErrorColumn = "Error",
        },
        Flows =
        [
            new FlowDefinition
            {
                Name = "contacts",
                Entity = "contact",
                Key = ["ClientId"],
                Match = [new MatchRule { Field = "phone" }],
                Rules = [Rule("name", "ClientName"), Rule("phone", "Phone", "phone")],
            },
            new FlowDefinition
            {
                Name = "deals",
                Entity = "deal",
                Key = ["OrderNo"],
                Rules =
                [
                    Rule("title", "OrderNo"),
                    Rule("opportunity", "Amount", "number"),
                    Rule("stageId", "Stage") with { Write = WriteWhen.NeverEmpty },
                    new Rule { Field = "contactId", Source = new RuleSource { Flow = "contacts" } },
                ],
            },
        ],
    };

    private static Rule Rule(string field, string column, params string[] transforms) => new()
    {
        Field = field,
        Source = new RuleSource { Column = column },
        Transforms = [.. transforms.Select(kind => new TransformSpec { Kind = kind })],
    };
}
