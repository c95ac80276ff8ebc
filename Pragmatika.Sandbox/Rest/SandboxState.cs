using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.OAuth;

namespace Pragmatika.Sandbox.Rest;

/// <summary>What requests share beside the portal's data.</summary>
public sealed class SandboxState(TimeProvider clock, LimitProfile profile, bool requireHttps, bool answersTakeTheirCost, TokenStore tokens)
{
    public TimeProvider Clock { get; } = clock;

    /// <summary>May be changed while running.</summary>
    public LimitProfile Profile { get; set; } = profile;

    public bool RequireHttps { get; } = requireHttps;

    /// <summary>Whether an answer waits, by the clock, for the cost of its commands.</summary>
    public bool AnswersTakeTheirCost { get; } = answersTakeTheirCost;

    public LeakyBuckets Buckets { get; } = new(clock);

    public TokenStore Tokens { get; } = tokens;
}
