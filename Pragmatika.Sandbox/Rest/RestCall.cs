using System.Text.Json;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest;

/// <summary>One call of one method, alone or as a batch command.</summary>
public sealed class RestCall
{
    public required Portal Portal { get; init; }

    public required Caller Caller { get; init; }

    public required RestMethod Method { get; init; }

    public required PhpArray Parameters { get; init; }

    public required Utf8JsonWriter Json { get; init; }

    /// <summary>Set by list methods only; written beside the result.</summary>
    public long? Total { get; set; }

    /// <summary>Start of the next page, absent on the last one.</summary>
    public int? Next { get; set; }

    /// <summary>Refuses everybody but administrators.</summary>
    /// <exception cref="RestException">400 ACCESS_DENIED.</exception>
    public void RequireAdministrator()
    {
        if (Portal.Users.Find(user => user.Id == Caller.UserId) is not { IsAdmin: true })
        {
            throw new RestException(400, "ACCESS_DENIED", "Access denied");
        }
    }

    /// <summary>A parameter of a new controller: the name must match exactly.</summary>
    public PhpValue Exact(string name) => Parameters[name];

    /// <summary>A parameter of an old method: the case of the name does not matter.</summary>
    public PhpValue Any(string name) => Parameters.AnyCase(name);

    /// <summary>A parameter a new controller cannot do without.</summary>
    /// <exception cref="RestException">400 code 100 when it is missing.</exception>
    public PhpValue Needed(string name)
    {
        var value = Parameters[name];
        return value.IsMissing ? throw Errors.MissingParameter(name) : value;
    }

    /// <summary>The needed parameter as an array.</summary>
    /// <exception cref="RestException">400 code 100 when it is missing or a scalar.</exception>
    public PhpArray NeededArray(string name) => Needed(name).Array ?? throw Errors.MissingParameter(name);

    /// <summary>An old method's array parameter; absent and empty both mean an empty array.</summary>
    /// <exception cref="RestException">400 with an empty code when it is a scalar.</exception>
    public PhpArray AnyArray(string name)
    {
        var value = Any(name);
        return value.Array ?? (value.IsEmpty ? new PhpArray() : throw Errors.Classic($"Parameter '{name}' must be array."));
    }
}
