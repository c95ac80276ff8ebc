using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Hearing;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;

namespace Pragmatika.Bench.Storms.Death;

/// <summary>Puts the end of a process before the services through which it touches anything that outlives it.</summary>
internal static class Mortal
{
    private static readonly HashSet<string> Steps =
    [
        nameof(IEngineStore.CommitAsync), nameof(IEngineStore.TakeLeaseAsync), nameof(IEngineStore.EndRunAsync),
        nameof(ICrmInbox.AppendAsync), nameof(ICrmInbox.PurgeAsync),
        nameof(ISqlConnector.WriteBackAsync), nameof(ISqlConnector.ClaimAsync),
    ];

    public static void Install(IServiceCollection services, Life life)
    {
        Wrap<IEngineStore>(services, real => Proxy<IEngineStore>(real, life));
        Wrap<ICrmInbox>(services, real => Proxy<ICrmInbox>(real, life));
        Wrap<ISqlConnectorFactory>(services, real => new Connectors(real, life));
    }

    private static void Wrap<T>(IServiceCollection services, Func<T, T> wrap)
        where T : class
    {
        var real = services.Last(service => service.ServiceType == typeof(T));
        services.Replace(ServiceDescriptor.Singleton(provider => wrap(Make<T>(real, provider))));
    }

    private static T Make<T>(ServiceDescriptor real, IServiceProvider provider)
        where T : class =>
        (T)(real.ImplementationInstance ?? real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!));

    private static T Proxy<T>(T real, Life life)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Guard>();
        ((Guard)(object)proxy).Take(real, life);
        return proxy;
    }

    private sealed class Connectors(ISqlConnectorFactory real, Life life) : ISqlConnectorFactory
    {
        public ISqlConnector Create(SqlEngine engine, string connectionString, Formats formats) => Proxy(real.Create(engine, connectionString, formats), life);
    }

#pragma warning disable CA1852 // DispatchProxy makes a subtype of it.
    internal class Guard : DispatchProxy
#pragma warning restore CA1852
    {
        private object _real = null!;
        private Life _life = null!;

        public void Take(object real, Life life) => (_real, _life) = (real, life);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _life.ThrowIfOver();
            if (!Steps.Contains(targetMethod!.Name))
            {
                return Call(targetMethod, args);
            }

            var diesAfter = _life.Begin();
            var work = Call(targetMethod, args);
            if (!diesAfter)
            {
                return work;
            }

            ((Task)work!).Wait();
            throw _life.End();
        }

        private object? Call(MethodInfo method, object?[]? arguments) => method.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
