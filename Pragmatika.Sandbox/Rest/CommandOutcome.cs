using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>How one command ended: either a refusal, or a JSON value between two places of the answer buffer.</summary>
public readonly record struct CommandOutcome(RestException? Failure, int From, int To, long? Total, int? Next, CallTime Time)
{
    public static CommandOutcome Failed(RestException failure) => new(failure, 0, 0, null, null, default);
}
