using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Stands before the store and, while armed, dies at the commit of a batch (of heard records, unless told otherwise): the place where a crash falls between the two databases.</summary>
internal sealed class CommitThatFails
{
    public bool Armed { get; set; }

    /// <summary>Which commits die.</summary>
    public Func<BatchCommit, bool> When { get; init; } = static commit => commit.Parts.OfType<InboxPart>().Any();

    public void Install(IServiceCollection services)
    {
        var real = services.Single(service => service.ServiceType == typeof(IEngineStore));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var store = DispatchProxy.Create<IEngineStore, Proxy>();
            var proxy = (Proxy)(object)store;
            proxy.Owner = this;
            proxy.Inner = real.ImplementationFactory is { } make ? (IEngineStore)make(provider) : (IEngineStore)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!);
            return store;
        }));
    }

#pragma warning disable CA1852 // DispatchProxy makes a subtype of it
    public class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        internal CommitThatFails Owner { get; set; } = null!;

        internal IEngineStore Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (Owner.Armed && targetMethod!.Name == nameof(IEngineStore.CommitAsync) && args![0] is BatchCommit commit && Owner.When(commit))
            {
                return Task.FromException(new IOException("The process dies here."));
            }

            return targetMethod!.Invoke(Inner, args);
        }
    }
}
