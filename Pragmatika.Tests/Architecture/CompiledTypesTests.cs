using Pragmatika.Tests.Architecture.Checker;

namespace Pragmatika.Tests.Architecture;

/// <summary>What the reader sees of an assembly: this one, which names the targets below in every way a type can be named.</summary>
public sealed class CompiledTypesTests
{
    private static readonly HashSet<string> Seen = Read();

    [Theory]
    [InlineData(nameof(OfBase), nameof(Target.Base))]
    [InlineData(nameof(OfField), nameof(Target.Field))]
    [InlineData(nameof(OfLocal), nameof(Target.Local))]
    [InlineData(nameof(OfStaticCall), nameof(Target.Called))]
    [InlineData(nameof(OfLambda), nameof(Target.InLambda))]
    [InlineData(nameof(OfAsync), nameof(Target.InAsync))]
    [InlineData(nameof(OfIterator), nameof(Target.InIterator))]
    [InlineData(nameof(OfGenericArgument), nameof(Target.Argument))]
    [InlineData(nameof(OfGenericMethod), nameof(Target.MethodArgument))]
    [InlineData(nameof(OfConstraint<Target.Constraint>), nameof(Target.Constraint))]
    [InlineData(nameof(OfAttribute), nameof(Target.MarkedAttribute))]
    [InlineData(nameof(OfAttribute), nameof(Target.InAttribute))]
    [InlineData(nameof(OfCatch), nameof(Target.CaughtException))]
    [InlineData(nameof(OfTypeOf), nameof(Target.Asked))]
    [InlineData(nameof(OfArray), nameof(Target.Element))]
    [InlineData(nameof(OfReturn), nameof(Target.Returned))]
    public void Reference_OfEveryKind_IsSeen(string from, string to) => Seen.Should().Contain(from + " → " + to);

    [Fact]
    public void Reference_ThatTheCompilerLeavesOut_IsNotThere() => Seen.Should().NotContain(nameof(OfNothing) + " → " + nameof(Target.Unseen));

    private static HashSet<string> Read()
    {
        var compiled = new CompiledTypes();
        compiled.Read(typeof(CompiledTypesTests).Assembly.Location);
        return [.. compiled.References.Where(reference => reference.To.Namespace == typeof(Target.Base).Namespace).Select(reference => reference.From + " → " + reference.To)];
    }
}
