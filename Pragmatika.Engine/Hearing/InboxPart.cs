using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Hearing;

/// <summary>How far the exchange has read what was heard from its portal (<see cref="InboxPage.Through"/>). See <see cref="ICrmInbox"/>.</summary>
public sealed record InboxPart(long Through) : IBatchPart
{
    public bool IsEmpty => false;
}
