using Pragmatika.Sandbox.Limits;
using Pragmatika.Sandbox.OAuth;

namespace Pragmatika.Sandbox.Hosting;

/// <summary>What requests share beside the portal's data.</summary>
public sealed class SandboxState(TimeProvider clock, LimitProfile profile, bool requireHttps, TokenStore tokens)
{
    public TimeProvider Clock { get; } = clock;

    /// <summary>May be changed while running.</summary>
    public LimitProfile Profile { get; set; } = profile;

    public bool RequireHttps { get; } = requireHttps;

    public LeakyBuckets Buckets { get; } = new(clock);

    public TokenStore Tokens { get; } = tokens;
}
