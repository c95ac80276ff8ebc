namespace Pragmatika.Bench.Storms.World;

/// <summary>The kinds of record a storm uses, by their numbers.</summary>
internal static class CrmKind
{
    public const int Contact = Sandbox.Store.Portal.Contact;
    public const int Deal = Sandbox.Store.Portal.Deal;
}
