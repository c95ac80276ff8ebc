using System.Buffers;
using System.Text;
using Pragmatika.Engine.Hearing.Intake;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Portal.Features.Hooks;

/// <summary>
/// Where portals call: <c>POST /hooks/bitrix24/{connection}</c>, for outgoing webhooks and handlers of an application. 200 when the event is committed (or is none of ours),
/// 400 malformed, 403 wrong token, 413 too large, 503 when it could not be kept. Portals have no cookie and no antiforgery token: the application token is what counts.
/// </summary>
public static class HookEndpoints
{
    private const string Form = "application/x-www-form-urlencoded";

    public static void MapHooks(this WebApplication app) =>
        app.MapPost("/hooks/bitrix24/{connection}", TakeAsync).AllowAnonymous().DisableAntiforgery();

    private static async Task TakeAsync(string connection, HttpContext context, EventIntake intake)
    {
        var status = await StatusAsync(connection, context, intake);
        context.Response.StatusCode = status;

        // A body of our own keeps the error page away.
        context.Response.ContentType = "text/plain";
        await context.Response.WriteAsync(status == StatusCodes.Status200OK ? "OK" : "Refused", context.RequestAborted);
    }

    private static async Task<int> StatusAsync(string connection, HttpContext context, EventIntake intake)
    {
        if (context.Request.ContentType?.StartsWith(Form, StringComparison.OrdinalIgnoreCase) != true)
        {
            return StatusCodes.Status400BadRequest;
        }

        if (await BodyAsync(context.Request, intake.BodyBytes, context.RequestAborted) is not { } body)
        {
            return StatusCodes.Status413PayloadTooLarge;
        }

        try
        {
            return await intake.TakeAsync(connection, body, context.RequestAborted) switch
            {
                IntakeResult.Forbidden => StatusCodes.Status403Forbidden,
                IntakeResult.Malformed => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status200OK,
            };
        }
        catch (StoreException)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
    }

    /// <summary>Null when there is more than <paramref name="most"/> bytes.</summary>
    private static async Task<string?> BodyAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(most + 1);
        try
        {
            var length = await request.Body.ReadAtLeastAsync(buffer.AsMemory(0, most + 1), most + 1, throwOnEndOfStream: false, cancellationToken);
            return length > most ? null : Encoding.UTF8.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
