namespace Pragmatika.Sandbox.Control;

/// <summary>How many records to make up; the same seed makes the same ones.</summary>
public sealed record SeedRequest(int Contacts = 0, int Companies = 0, int Leads = 0, int Deals = 0, int Seed = 1, string Originator = "")
{
    public const int Most = 2_000_000;

    /// <exception cref="ControlException">A count is negative or beyond what fits.</exception>
    public void Check()
    {
        if (new[] { Contacts, Companies, Leads, Deals }.Any(count => count is < 0 or > Most))
        {
            throw new ControlException($"Counts must lie between 0 and {Most}.");
        }
    }
}
