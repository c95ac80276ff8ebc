using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Pragmatika.Bench.Storms.World;

namespace Pragmatika.Bench.Storms.Real;

/// <summary>People of both sides who work as the dice say, whatever happens to the machines.</summary>
internal sealed class RealPeople(RealWorld world, Random dice) : IDisposable
{
    public const string TableSql =
        """
        CREATE TABLE people(id INTEGER PRIMARY KEY, client VARCHAR(50), name VARCHAR(100), phone VARCHAR(100), deal VARCHAR(50), amount VARCHAR(30), stage VARCHAR(10),
          closed DATE, comment VARCHAR(100), gone VARCHAR(10), kept VARCHAR(20), updated VARCHAR(30))
        """;

    private const int Clients = 20;
    private static readonly string[] IdOnly = ["id"];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private int _rows;

    /// <summary>Changes that were made; what the portal did not take (it was down, or the weather) is no change.</summary>
    public int Done { get; private set; }

    public async Task DoAsync(CancellationToken cancellationToken)
    {
        var drawn = dice.Next(10);
        var said = dice.Next();
        var client = dice.Next(1, Clients + 1);
        if (_rows < 5 || drawn < 2)
        {
            await BearAsync(++_rows, client, said, cancellationToken);
        }
        else if (drawn < 4)
        {
            await SqlAsync($"UPDATE people SET name = '{StormSaying.Name(said)}' WHERE client = 'c{client}'", cancellationToken);
        }
        else if (drawn < 6)
        {
            await SqlAsync($"UPDATE people SET amount = '{StormSaying.Amount(said)}', stage = '{StormSaying.Stage(said)}' WHERE id = {dice.Next(1, _rows + 1)}", cancellationToken);
        }
        else
        {
            await CrmAsync(drawn, client, said, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();

    private Task BearAsync(int row, int client, int said, CancellationToken cancellationToken) => SqlAsync(
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            INSERT INTO people(id, client, name, phone, deal, amount, stage, kept)
            SELECT {row}, 'c{client}', COALESCE(MAX(name), '{StormSaying.Name(said)}'), COALESCE(MAX(phone), '+792100{10000 + client}'), 'd{row}', '{row}', '1', 'kept' FROM people WHERE client = 'c{client}'
            """),
        cancellationToken);

    private async Task SqlAsync(string sql, CancellationToken cancellationToken)
    {
        await world.Table.ExecuteAsync(sql, cancellationToken);
        Done++;
    }

    private async Task CrmAsync(int drawn, int client, int said, CancellationToken cancellationToken)
    {
        try
        {
            var isContact = drawn < 8;
            var origin = isContact ? $"c{client}" : $"d{dice.Next(1, _rows + 1)}";
            var type = isContact ? 3 : 2;
            if (await FindAsync(type, origin, cancellationToken) is not { } id)
            {
                return;
            }

            var fields = isContact
                ? new Dictionary<string, string> { ["name"] = StormSaying.Name(said) }
                : new Dictionary<string, string> { ["opportunity"] = StormSaying.Amount(said), ["comments"] = StormSaying.Comment(said) };
            using var answer = await _http.PostAsJsonAsync(new Uri(world.Sandbox.Webhook, "crm.item.update"), new { entityTypeId = type, id, fields }, cancellationToken);
            Done += answer.IsSuccessStatusCode ? 1 : 0;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The weather; whether it was done or not, it is what the portal has now.
        }
    }

    private async Task<int?> FindAsync(int type, string origin, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(
            new Uri(world.Sandbox.Webhook, "crm.item.list"), new { entityTypeId = type, select = IdOnly, filter = new Dictionary<string, string> { ["=originId"] = origin } }, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            return null;
        }

        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        var items = body.RootElement.GetProperty("result").GetProperty("items");
        return items.GetArrayLength() > 0 ? items[0].GetProperty("id").GetInt32() : null;
    }
}
