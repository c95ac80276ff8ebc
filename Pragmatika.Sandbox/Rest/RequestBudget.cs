using Pragmatika.Sandbox.Limits;

namespace Pragmatika.Sandbox.Rest;

/// <summary>Counts the working time of one request, simulated cost included, and cuts it off at the profile's limit.</summary>
public sealed class RequestBudget(LimitProfile profile)
{
    public LimitProfile Profile { get; } = profile;

    public TimeSpan Spent { get; private set; }

    /// <exception cref="RequestCutException">The limit was reached: what ran so far stays done, nothing more runs.</exception>
    public void Spend(TimeSpan cost)
    {
        Spent += cost;
        if (Profile.RequestCut is { } limit && Spent >= limit)
        {
            throw new RequestCutException();
        }
    }
}

/// <summary>The web server gave up on the request: the client sees a gateway timeout and cannot know what was done.</summary>
public sealed class RequestCutException : Exception;
