using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Execution;

/// <summary>Says to people why a run failed and what to do. Pure.</summary>
public static class RunFailures
{
    public static string Describe(Exception exception) => exception switch
    {
        RunRefusedException { Problems.Count: > 0 } refused => refused.Message + " " + string.Join(" ", refused.Problems.Select(problem => ProblemText.Of(problem.Path, problem.Reason, problem.Remedy))),
        DeliveryStoppedException { InnerException: BitrixException bitrix } => Describe(bitrix),
        BitrixException bitrix => Describe(bitrix),
        LeaseLostException => RunTexts.LeaseLost.With(),
        OperationCanceledException => RunTexts.Interrupted.With(),
        _ => exception.Message,
    };

    private static string Describe(BitrixException exception) => exception.Kind switch
    {
        FailureKind.Unauthorized when IsApplication(exception) => RunTexts.ApplicationRefused.With(Code(exception)),
        FailureKind.Unauthorized => RunTexts.AccessRefused.With(Code(exception)),
        FailureKind.PortalClosed => RunTexts.PortalClosed.With(Code(exception)),
        FailureKind.Unavailable or FailureKind.OutcomeUnknown => RunTexts.PortalSilent.With(Code(exception)),
        FailureKind.Limited => RunTexts.PortalLimited.With(Code(exception)),
        _ => exception.Message,
    };

    /// <summary>Codes that only an application's keys bring: reference, "OAuth" and "System codes".</summary>
    private static bool IsApplication(BitrixException exception) => exception.Error?.Code.ToLowerInvariant() is
        "invalid_grant" or "invalid_client" or "wrong_client" or "expired_token" or "invalid_token" or "not_installed" or "application_not_found" or "error_oauth";

    private static string Code(BitrixException exception) => exception.Error switch
    {
        { Code.Length: > 0 } error => error.Code,
        { } error => "HTTP " + error.HttpStatus.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => exception.Message,
    };
}
