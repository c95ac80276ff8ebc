using Pragmatika.Tests.Architecture.Target;

namespace Pragmatika.Tests.Architecture;

#pragma warning disable CA1822, CA1823, CA1812, CA1852, IDE0044, IDE0051, IDE0052, CS0169, CS0649, MA0048, CA1051, CA1031 // Types that only name others.
internal class OfBase : Base;

internal sealed class OfField
{
    private readonly Field? _field;
}

internal sealed class OfLocal
{
    public int Count()
    {
        object? made = new Local();
        return made.GetHashCode();
    }
}

internal sealed class OfStaticCall
{
    public int Call() => Called.Number();
}

internal sealed class OfLambda
{
    public Func<int, object> Make() => number => number > 0 ? new InLambda() : number;
}

internal sealed class OfAsync
{
    public async Task<object> WaitAsync()
    {
        await Task.Yield();
        return new InAsync();
    }
}

internal sealed class OfIterator
{
    public IEnumerable<object> All()
    {
        yield return new InIterator();
    }
}

internal sealed class OfGenericArgument
{
    public List<Dictionary<string, Argument?>>? Many { get; set; }
}

internal sealed class OfGenericMethod
{
    public object Empty() => Enumerable.Empty<MethodArgument>();
}

internal sealed class OfConstraint<T>
    where T : Constraint;

[Marked(typeof(InAttribute))]
internal sealed class OfAttribute;

internal sealed class OfCatch
{
    public bool Try(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (CaughtException)
        {
            return false;
        }
    }
}

internal sealed class OfTypeOf
{
    public Type Ask() => typeof(Asked);
}

internal sealed class OfArray
{
    public object Make() => Array.Empty<Element[]>();
}

internal abstract class OfReturn
{
    public abstract Returned? Give();
}

internal sealed class OfNothing
{
    public string Name() => nameof(Unseen) + Unseen.Constant;
}
