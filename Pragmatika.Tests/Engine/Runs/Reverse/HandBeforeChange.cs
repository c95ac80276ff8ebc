using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Runs.Reverse;

/// <summary>Somebody who changes the table after the exchange has read it and just before it writes, once.</summary>
internal sealed class HandBeforeChange
{
    public Func<Task>? Change { get; set; }

    public void Install(IServiceCollection services)
    {
        var real = services.Single(service => service.ServiceType == typeof(ISqlConnectorFactory));
        services.Replace(ServiceDescriptor.Singleton<ISqlConnectorFactory>(provider =>
            new Factory(this, (ISqlConnectorFactory)(real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!)))));
    }

    private async Task<IReadOnlyList<RowChange>> ChangeAsync(ISqlConnector inner, RowChanges work, CancellationToken cancellationToken)
    {
        var change = Change;
        Change = null;
        await (change?.Invoke() ?? Task.CompletedTask);
        return await inner.ChangeAsync(work, cancellationToken);
    }

    private sealed class Factory(HandBeforeChange owner, ISqlConnectorFactory inner) : ISqlConnectorFactory
    {
        public ISqlConnector Create(SqlEngine engine, string connectionString, Formats formats)
        {
            var connector = DispatchProxy.Create<ISqlConnector, Proxy>();
            ((Proxy)(object)connector).Owner = owner;
            ((Proxy)(object)connector).Inner = inner.Create(engine, connectionString, formats);
            return connector;
        }
    }

#pragma warning disable CA1852 // DispatchProxy makes a subtype of it
    public class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        internal HandBeforeChange Owner { get; set; } = null!;

        internal ISqlConnector Inner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name == nameof(ISqlConnector.ChangeAsync)
            ? Owner.ChangeAsync(Inner, (RowChanges)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(Inner, args);
    }
}
