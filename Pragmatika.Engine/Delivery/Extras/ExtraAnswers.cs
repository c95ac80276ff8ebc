using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>What an answer of the portal means for a comment or a file. Pure.</summary>
internal static class ExtraAnswers
{
    /// <summary>True for errors that close the portal to everything that would follow.</summary>
    public static bool Stops(BitrixError error) => error.Kind == FailureKind.PortalClosed || (error.Kind == FailureKind.Unauthorized && error.Code is not "insufficient_scope");

    /// <summary>True when it may be there, or may be sent again without harm once it was looked for.</summary>
    public static bool IsOpen(FailureKind kind) => kind is FailureKind.OutcomeUnknown or FailureKind.Limited or FailureKind.Unavailable;

    public static FieldProblem Problem(string field, BitrixError error) => new(
        field, null, ExtraTexts.Refused.With(string.IsNullOrEmpty(error.Description) ? error.Code : error.Description), ExtraTexts.RefusedRemedy.With());

    /// <summary>The run stops here; the next one looks before it sends.</summary>
    public static DeliveryStoppedException Stopped(BitrixException exception) => new(exception.Message, writesUnknown: true, exception);

    public static BitrixException Failure(BitrixError error) => new(error.Kind, error, error.Description);
}
