namespace Pragmatika.Portal.Session;

/// <summary>The languages of the portal.</summary>
public static class Cultures
{
    /// <summary>What a visitor gets who never chose, and who started the portal from a command line.</summary>
    public const string Default = "ru";

    public static IReadOnlyList<string> All { get; } = [Default, "en"];
}
