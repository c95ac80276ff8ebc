using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Pragmatika.Bench.TwoSides;

/// <summary>People of the portal who change deals, as many at once as a batch takes.</summary>
internal sealed class PortalPeople(Uri webhook) : IDisposable
{
    private const int Batch = 50;
    private static readonly string[] Selected = ["id", "opportunity"];
    private readonly HttpClient _http = new();

    public async Task SetAmountsAsync(IEnumerable<int> deals, Func<int, string> amount, CancellationToken cancellationToken)
    {
        foreach (var part in deals.Chunk(Batch))
        {
            var commands = part.ToDictionary(
                id => "c" + id.ToString(CultureInfo.InvariantCulture),
                id => string.Create(CultureInfo.InvariantCulture, $"crm.item.update?entityTypeId=2&id={id}&fields[opportunity]={amount(id)}"));
            using var answer = await _http.PostAsJsonAsync(new Uri(webhook, "batch"), new { halt = 1, cmd = commands }, cancellationToken);
            answer.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Deal id → amount, of deals in a range of ids.</summary>
    public async Task<IReadOnlyDictionary<int, string>> AmountsAsync(int from, int to, CancellationToken cancellationToken)
    {
        var parameters = new { entityTypeId = 2, select = Selected, order = new { id = "ASC" }, filter = new Dictionary<string, int> { [">=id"] = from, ["<=id"] = to } };
        using var answer = await _http.PostAsJsonAsync(new Uri(webhook, "crm.item.list"), parameters, cancellationToken);
        answer.EnsureSuccessStatusCode();
        using var body = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), default, cancellationToken);
        return body.RootElement.GetProperty("result").GetProperty("items").EnumerateArray().ToDictionary(
            item => item.GetProperty("id").GetInt32(),
            item => item.GetProperty("opportunity").ToString());
    }

    public void Dispose() => _http.Dispose();
}
