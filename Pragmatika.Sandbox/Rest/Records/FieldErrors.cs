using Pragmatika.Sandbox.Store;
using Pragmatika.Sandbox.Wire;

namespace Pragmatika.Sandbox.Rest.Records;

/// <summary>Refusals that name a field as the called family of methods knows it.</summary>
public static class FieldErrors
{
    public static RestException Invalid(FieldDefinition field, bool classic) =>
        classic ? Errors.InvalidClassicField(field.ClassicName) : Errors.InvalidField(field.ItemName);
}
