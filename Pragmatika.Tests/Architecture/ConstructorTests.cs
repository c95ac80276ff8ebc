using System.Reflection;
using System.Runtime.CompilerServices;
using Pragmatika.Engine;

namespace Pragmatika.Tests.Architecture;

/// <summary>A class that takes many things does the work of several: the room or object between is missing.</summary>
public sealed class ConstructorTests
{
    private const int Most = 7;

    /// <summary>Known and still to be taken apart; nothing may be added.</summary>
    private static readonly Dictionary<string, int> Longer = new(StringComparer.Ordinal) { ["RunOpener"] = 17, ["RunExecution"] = 9, ["RunService"] = 8 };

    [Fact]
    public void Engine_NothingTakesMoreThanSevenThings()
    {
        var constructors = typeof(EngineServices).Assembly.GetTypes()
            .Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)))
            .SelectMany(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .ToList();

        var faults = constructors
            .Select(constructor => (constructor.DeclaringType!.Name, constructor.GetParameters().Length))
            .Where(taken => taken.Length > Longer.GetValueOrDefault(taken.Name, Most))
            .Select(taken => $"{taken.Name} takes {taken.Length}");

        constructors.Should().HaveCountGreaterThan(500);
        faults.Should().BeEmpty();
    }
}
