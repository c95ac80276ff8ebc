namespace Pragmatika.Tests.Architecture.Target;

#pragma warning disable CA1812, CA1852, MA0048, CA1032, CA1064 // Types that are only named.
internal class Base;

internal sealed class Field;

internal sealed class Local;

internal static class Called
{
    public static int Number() => Environment.TickCount;
}

internal sealed class InLambda;

internal sealed class InAsync;

internal sealed class InIterator;

internal sealed class Argument;

internal sealed class MethodArgument;

internal class Constraint;

[AttributeUsage(AttributeTargets.Class)]
internal sealed class MarkedAttribute(Type type) : Attribute
{
    public Type Type { get; } = type;
}

internal sealed class InAttribute;

internal sealed class CaughtException : Exception;

internal sealed class Asked;

internal sealed class Element;

internal sealed class Returned;

internal static class Unseen
{
    public const string Constant = "seen by nobody";
}
