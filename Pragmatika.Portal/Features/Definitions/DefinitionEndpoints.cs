using System.Text;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Security;

namespace Pragmatika.Portal.Features.Definitions;

/// <summary><c>GET /exchanges/{name}/definition.json</c>: the newest version of an exchange as a file that the page takes back. 404 when there is no such exchange.</summary>
public static class DefinitionEndpoints
{
    public static void MapDefinitions(this WebApplication app) => app.MapGet("/exchanges/{name}/definition.json", ExportAsync).RequireAuthorization(Policies.See);

    private static async Task<IResult> ExportAsync(string name, IExchangeCatalog catalog, CancellationToken cancellationToken) =>
        await catalog.FindAsync(name, cancellationToken) is { } stored
            ? Results.File(Encoding.UTF8.GetBytes(ExchangeJson.Write(stored.Definition)), "application/json; charset=utf-8", FormattableString.Invariant($"{stored.Name}-v{stored.Version}.json"))
            : Results.NotFound();
}
