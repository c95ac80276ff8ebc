namespace Pragmatika.Portal.Security;

/// <summary>What a page or a button asks for.</summary>
public static class Policies
{
    /// <summary>Read exchanges, runs, journal and dead letters.</summary>
    public const string See = "see";

    /// <summary>Start and cancel runs, repair dead letters.</summary>
    public const string Operate = "operate";

    /// <summary>Connections and users.</summary>
    public const string Administer = "administer";
}

/// <summary>What a user is. Each role may do what the one before it may.</summary>
public static class Roles
{
    public const string Viewer = "viewer";
    public const string Operator = "operator";
    public const string Administrator = "administrator";
}
