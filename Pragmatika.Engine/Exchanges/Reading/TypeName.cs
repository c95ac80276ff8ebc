using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Exchanges.Reading;

/// <summary>How a JSON value of a type is called in a message.</summary>
internal static class TypeName
{
    public static string Of(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsEnum)
        {
            var words = string.Join(", ", Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName));
            return new Message("одно из: " + words, "one of: " + words).ToString();
        }

        return MappingJson.Options.GetTypeInfo(plain).Kind switch
        {
            JsonTypeInfoKind.Enumerable => new Message("список в квадратных скобках", "a list in brackets").ToString(),
            JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary => new Message("объект в фигурных скобках", "an object in braces").ToString(),
            _ when plain == typeof(string) => new Message("текст в кавычках", "a text in quotes").ToString(),
            _ when plain == typeof(bool) => new Message("true или false", "true or false").ToString(),
            _ when plain == typeof(TimeSpan) => new Message("время «чч:мм:сс»", "a time 'hh:mm:ss'").ToString(),
            _ => new Message("целое число", "an integer").ToString(),
        };
    }
}
