using System.Text.Json;

namespace Pragmatika.Sandbox.Wire;

/// <summary>Writes <c>{"error","error_description"}</c>.</summary>
public static class ErrorBody
{
    public static void Write(Utf8JsonWriter json, RestException failure)
    {
        json.WriteStartObject();
        if (failure.NumericCode)
        {
            json.WriteNumber("error"u8, int.Parse(failure.Code, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            json.WriteString("error"u8, failure.Code);
        }

        json.WriteString("error_description"u8, failure.Description);
        json.WriteEndObject();
    }
}
