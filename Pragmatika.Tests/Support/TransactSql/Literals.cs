using System.Reflection;
using System.Reflection.Emit;

namespace Pragmatika.Tests.Support.TransactSql;

/// <summary>Every text constant that compiled code loads, with the type that loads it: a statement cannot be written without being found here.</summary>
internal static class Literals
{
    private const BindingFlags All = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    public static IEnumerable<(string Type, string Text)> Of(Assembly assembly) =>
        from type in assembly.GetTypes()
        from method in type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All))
        from text in Loaded(method)
        select (type.FullName!, text);

    /// <summary>Reads the stream byte by byte instead of instruction by instruction: what looks like a load of a text and is none has no such token.</summary>
    private static IEnumerable<string> Loaded(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 5 <= code.Length; at++)
        {
            if (code[at] == OpCodes.Ldstr.Value && code[at + 4] == 0x70 && Resolve(method.Module, BitConverter.ToInt32(code, at + 1)) is { } text)
            {
                yield return text;
            }
        }
    }

    private static string? Resolve(Module module, int token)
    {
        try
        {
            return module.ResolveString(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
