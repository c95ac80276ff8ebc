using System.Text.Json;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>An answer taken apart: the envelope, or the error of the whole request.</summary>
internal readonly record struct Incoming(Envelope Envelope, BitrixError? Error)
{
    /// <summary>Looks at the error key whatever the status, and at the status when the body is no JSON. The description is redacted.</summary>
    public static Incoming Read(RestReply reply, IPortalAccess access)
    {
        if (!reply.LooksLikeJson)
        {
            return new(default, NotJson(reply.Status));
        }

        Envelope envelope;
        try
        {
            envelope = AnswerReader.Read(reply.Body.Span);
        }
        catch (JsonException)
        {
            return new(default, NotJson(reply.Status));
        }

        if (envelope.ErrorCode is { } code && (!envelope.HasResult || code.Length > 0))
        {
            return new(envelope, new(reply.Status, code, access.Redact(envelope.Description)));
        }

        return envelope.HasResult ? new(envelope, null) : new(envelope, NotJson(reply.Status));
    }

    /// <summary>An HTML page, an empty or a cut body: the status is all there is. Below 400 it is no answer of the REST server at all.</summary>
    private static BitrixError NotJson(int status)
    {
        var error = new BitrixError(status, "HTTP_" + status.ToString(System.Globalization.CultureInfo.InvariantCulture), new Message("Ответ не в формате JSON.", "The answer is not JSON.").With());
        return status is >= 500 or < 400 ? error with { Kind = FailureKind.Unavailable } : error;
    }
}
