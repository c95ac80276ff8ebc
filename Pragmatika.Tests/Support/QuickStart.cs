using System.Runtime.CompilerServices;

namespace Pragmatika.Tests.Support;

/// <summary>
/// The product is compiled fully at its first call, because a load lasts minutes. A program that a test starts lives for seconds: six of them, of one core, went into compiling
/// what it ran once. Programs inherit this; what they do stays the same.
/// </summary>
internal static class QuickStart
{
    [ModuleInitializer]
    public static void Set() => Environment.SetEnvironmentVariable("DOTNET_TC_QuickJit", "1");
}
