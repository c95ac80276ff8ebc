using Pragmatika.Sandbox.Store;

namespace Pragmatika.Sandbox.Events;

/// <summary>One delivery: an event for one handler. The payload holds ids only (reference 8.6).</summary>
public sealed record OutgoingEvent(EventSubscription Subscription, IReadOnlyDictionary<string, string> Fields, long Time, int UserId);
