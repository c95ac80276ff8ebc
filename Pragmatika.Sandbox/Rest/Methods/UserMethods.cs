using System.Globalization;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Methods;

/// <summary>Employees and departments (reference 8.5).</summary>
public static class UserMethods
{
    private const int PageSize = 50;

    public static IEnumerable<RestMethod> All =>
    [
        new("profile", "", Profile),
        new("user.current", "user", call => Write(call, Current(call))),
        new("user.get", "user", Get),
        new("department.get", "department", Departments),
    ];

    private static PortalUser Current(RestCall call) => call.Portal.Users.Find(user => user.Id == call.Caller.UserId)
        ?? throw new RestException(401, "authorization_error", "Unable to authorize user");

    private static void Profile(RestCall call)
    {
        var user = Current(call);
        call.Json.WriteStartObject();
        call.Json.WriteString("ID"u8, Id(user.Id));
        call.Json.WriteBoolean("ADMIN"u8, user.IsAdmin);
        call.Json.WriteString("NAME"u8, user.Name);
        call.Json.WriteString("LAST_NAME"u8, user.LastName);
        call.Json.WriteString("PERSONAL_GENDER"u8, user.Gender);
        call.Json.WriteString("TIME_ZONE"u8, "");
        call.Json.WriteEndObject();
    }

    private static void Get(RestCall call)
    {
        var filter = call.Any("filter").Array ?? call.Parameters;
        var found = call.Portal.Users.Where(user => Matches(user, filter));
        Page(call, [.. Sorted(found, call.Any("sort").AsText, call.Any("order").AsText)], Write);
    }

    /// <summary>Order is given at the top level here, by one field.</summary>
    private static IEnumerable<PortalUser> Sorted(IEnumerable<PortalUser> users, string sort, string order)
    {
        var sorted = sort.ToUpperInvariant() switch
        {
            "LAST_NAME" => users.OrderBy(user => user.LastName, StringComparer.Ordinal),
            "NAME" => users.OrderBy(user => user.Name, StringComparer.Ordinal),
            _ => users.OrderBy(user => user.Id),
        };
        return string.Equals(order, "DESC", StringComparison.OrdinalIgnoreCase) ? sorted.Reverse() : sorted;
    }

    private static bool Matches(PortalUser user, PhpArray filter)
    {
        foreach (var (key, value) in filter)
        {
            var isMet = key.TrimStart('=', '@').ToUpperInvariant() switch
            {
                "ID" => IsOneOf(value, Id(user.Id)),
                "ACTIVE" => value.IsYes == user.IsActive,
                "EMAIL" => IsOneOf(value, user.Email),
                "NAME" => IsOneOf(value, user.Name),
                "LAST_NAME" => IsOneOf(value, user.LastName),
                "UF_DEPARTMENT" => Array.Exists(user.Departments, department => IsOneOf(value, Id(department))),
                _ => true,
            };
            if (!isMet)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOneOf(PhpValue value, string text) => value.Array is { } many
        ? many.Any(entry => string.Equals(entry.Value.AsText, text, StringComparison.OrdinalIgnoreCase))
        : string.Equals(value.AsText, text, StringComparison.OrdinalIgnoreCase);

    private static void Write(RestCall call, PortalUser user)
    {
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("ID"u8, Id(user.Id));
        json.WriteBoolean("ACTIVE"u8, user.IsActive);
        json.WriteString("NAME"u8, user.Name);
        json.WriteString("LAST_NAME"u8, user.LastName);
        json.WriteString("SECOND_NAME"u8, user.SecondName);
        json.WriteString("EMAIL"u8, user.Email);
        json.WriteStartObject("TIMESTAMP_X"u8);
        json.WriteEndObject();
        json.WriteString("PERSONAL_GENDER"u8, user.Gender);
        json.WriteString("WORK_POSITION"u8, user.Position);
        json.WriteString("USER_TYPE"u8, "employee");
        json.WriteStartArray("UF_DEPARTMENT"u8);
        foreach (var department in user.Departments)
        {
            json.WriteNumberValue(department);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Departments(RestCall call)
    {
        var found = call.Portal.Departments
            .Where(department => Meets(call, "ID", Id(department.Id)) && Meets(call, "NAME", department.Name) && Meets(call, "PARENT", Id(department.Parent)) && Meets(call, "UF_HEAD", Id(department.Head)))
            .ToList();
        Page(call, found, WriteDepartment);
    }

    private static bool Meets(RestCall call, string name, string text) => call.Parameters[name].IsMissing || IsOneOf(call.Parameters[name], text);

    private static void WriteDepartment(RestCall call, PortalDepartment department)
    {
        call.Json.WriteStartObject();
        call.Json.WriteString("ID"u8, Id(department.Id));
        call.Json.WriteString("NAME"u8, department.Name);
        call.Json.WriteNumber("SORT"u8, department.Sort);
        if (department.Parent > 0)
        {
            call.Json.WriteString("PARENT"u8, Id(department.Parent));
        }

        call.Json.WriteString("UF_HEAD"u8, Id(department.Head));
        call.Json.WriteEndObject();
    }

    private static void Page<T>(RestCall call, List<T> found, Action<RestCall, T> write)
    {
        var start = Math.Max(0, call.Any("start").AsInteger / PageSize * PageSize);
        call.Json.WriteStartArray();
        foreach (var item in found.Skip(start).Take(PageSize))
        {
            write(call, item);
        }

        call.Json.WriteEndArray();
        call.Total = found.Count;
        call.Next = start + PageSize < found.Count ? start + PageSize : null;
    }

    private static string Id(int id) => id.ToString(CultureInfo.InvariantCulture);
}
