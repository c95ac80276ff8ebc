namespace Pragmatika.Engine.Connectors.Bitrix;

/// <summary>What kind of failure a call met, and with it what to do.</summary>
public enum FailureKind
{
    /// <summary>Rate or operating limit: nothing happened, wait and send again.</summary>
    Limited,

    /// <summary>5xx, HTML page, maintenance before anything was done or for a read: send reads again; a write becomes <see cref="OutcomeUnknown"/>.</summary>
    Unavailable,

    /// <summary>Time-out, cut connection or 5xx after a write was sent: look the key up, never send blindly.</summary>
    OutcomeUnknown,

    /// <summary>The portal refused this record (a field, a value, a missing item): only this record stops, a person mends it.</summary>
    Rejected,

    /// <summary>The record to update or delete is not there.</summary>
    NotFound,

    /// <summary>Webhook revoked, user dismissed, scope missing: the exchange is paused, an administrator mends the connection.</summary>
    Unauthorized,

    /// <summary>Plan ended, portal deleted, manual block: the exchange is paused, a person calls the vendor.</summary>
    PortalClosed,

    /// <summary>An error code nobody knows: treated as <see cref="Rejected"/> for one record and shown as unknown.</summary>
    Unknown,
}
