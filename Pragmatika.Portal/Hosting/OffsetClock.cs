namespace Pragmatika.Portal.Hosting;

/// <summary>The system's clock, wrong by a fixed time: shows what a server with a bad clock does. Durations are right.</summary>
internal sealed class OffsetClock(TimeSpan offset) : TimeProvider
{
    /// <summary>Configuration <c>Clock:Offset</c>, for tests only: a <see cref="TimeSpan"/> that the clock is ahead.</summary>
    private const string Setting = "Clock:Offset";

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + offset;

    /// <summary>The system's own clock unless the configuration says that it is to be wrong.</summary>
    public static TimeProvider Of(IConfiguration configuration) =>
        configuration.GetValue<TimeSpan?>(Setting) is { } offset && offset != TimeSpan.Zero ? new OffsetClock(offset) : System;
}
