using System.Buffers;
using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>What a user field may be called and be of (reference 5.6, 7.4).</summary>
public static class UserFieldNames
{
    private const int MaxLength = 50;
    private static readonly SearchValues<char> Allowed = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    /// <exception cref="RestException">ERROR_CORE with the portal's text.</exception>
    public static void Check(string name, string typeId)
    {
        if (name.Length > MaxLength)
        {
            throw Errors.Core("Field name is too long (more than 50 characters).");
        }

        if (name.AsSpan().ContainsAnyExcept(Allowed))
        {
            throw Errors.Core("Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.");
        }

        if (Array.IndexOf(FieldTypes.ForUserFields, typeId) < 0)
        {
            throw Errors.Core("Incorrect custom type specified.");
        }
    }
}
