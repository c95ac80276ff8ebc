namespace Pragmatika.Sandbox.Store;

/// <summary>An employee of the portal; all of them are invented.</summary>
public sealed record PortalUser(int Id, string Name, string LastName, string SecondName, string Gender, string Email, string Position, int[] Departments)
{
    public bool IsAdmin => Id == 1;

    public bool IsActive { get; init; } = true;
}

/// <summary>A department; the parent is 0 for the root.</summary>
public sealed record PortalDepartment(int Id, string Name, int Parent, int Head, int Sort = 500);
