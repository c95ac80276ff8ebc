using System.Collections;
using System.Runtime.CompilerServices;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>Makes a value of any type that a store's method may take: what it says does not matter, only that the method gets as far as its statement.</summary>
internal static class MadeUp
{
    private const int Deepest = 6;

    public static object? Of(Type type) => Of(type, 0);

    private static object? Of(Type type, int depth) =>
        type == typeof(CancellationToken) ? CancellationToken.None
        : type == typeof(string) ? "x"
        : type == typeof(Guid) ? new Guid("0199c0de-7000-7000-8000-000000000000")
        : type == typeof(DateTimeOffset) ? new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero)
        : type == typeof(TimeSpan) ? TimeSpan.FromHours(1)
        : Nullable.GetUnderlyingType(type) is { } inner ? Of(inner, depth)
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)
        : type.IsPrimitive || type == typeof(decimal) ? Convert.ChangeType(1, type, System.Globalization.CultureInfo.InvariantCulture)
        : type.IsArray ? Array(type.GetElementType()!, depth)
        : type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type) ? Sequence(type, depth)
        : depth > Deepest ? type.IsValueType ? RuntimeHelpers.GetUninitializedObject(type) : null
        : type.IsAbstract || typeof(Delegate).IsAssignableFrom(type) ? null
        : Built(type, depth);

    private static Array Array(Type element, int depth)
    {
        var array = System.Array.CreateInstance(element, depth > Deepest ? 0 : 2);
        for (var index = 0; index < array.Length; index++)
        {
            array.SetValue(Of(element, depth + 1), index);
        }

        return array;
    }

    private static object? Sequence(Type type, int depth)
    {
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var dictionary = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            dictionary.Add(Of(arguments[0], depth + 1)!, Of(arguments[1], depth + 1));
            return type.IsInstanceOfType(dictionary) ? dictionary : null;
        }

        var array = Array(arguments[0], depth);
        return type.IsInstanceOfType(array) ? array : Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(arguments), array);
    }

    /// <summary>By its longest constructor, and with every property that can be set.</summary>
    private static object Built(Type type, int depth)
    {
        var constructor = type.GetConstructors().Where(made => made.GetParameters().All(parameter => parameter.ParameterType != type)).MaxBy(made => made.GetParameters().Length);
        var value = constructor is null ? RuntimeHelpers.GetUninitializedObject(type) : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, depth + 1))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0 && property.PropertyType != type))
        {
            property.SetValue(value, Of(property.PropertyType, depth + 1));
        }

        return value;
    }
}
