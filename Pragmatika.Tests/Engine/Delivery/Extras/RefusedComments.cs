using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Connections;

namespace Pragmatika.Tests.Engine.Delivery.Extras;

/// <summary>Stands before the portal and, while armed, refuses every comment as one without rights would be.</summary>
internal sealed class RefusedComments
{
    public bool Armed { get; set; } = true;

    public void Install(IServiceCollection services)
    {
        var real = services.Last(service => service.ServiceType == typeof(IBitrixPortalFactory));
        services.Replace(ServiceDescriptor.Singleton<IBitrixPortalFactory>(provider => new Factory(
            real.ImplementationFactory is { } make ? (IBitrixPortalFactory)make(provider) : (IBitrixPortalFactory)ActivatorUtilities.CreateInstance(provider, real.ImplementationType!), this)));
    }

    private sealed class Factory(IBitrixPortalFactory real, RefusedComments owner) : IBitrixPortalFactory
    {
        public IBitrixPortal Create(ConnectionSecret secret)
        {
            var portal = DispatchProxy.Create<IBitrixPortal, Proxy>();
            (((Proxy)(object)portal).Real, ((Proxy)(object)portal).Owner) = (real.Create(secret), owner);
            return portal;
        }
    }

#pragma warning disable CA1852 // DispatchProxy makes a subtype of it
    public class Proxy : DispatchProxy
#pragma warning restore CA1852
    {
        internal IBitrixPortal Real { get; set; } = null!;

        internal RefusedComments Owner { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            Owner.Armed && targetMethod!.Name == nameof(IBitrixPortal.BatchAsync) && args![0] is IReadOnlyList<BitrixCommand> commands && commands[0].Method == "crm.timeline.comment.add"
                ? Task.FromResult<IReadOnlyList<CommandAnswer>>([.. commands.Select(_ => new CommandAnswer { Error = new BitrixError(400, "ACCESS_DENIED", "Access denied") { Kind = FailureKind.Rejected } })])
                : targetMethod!.Invoke(Real, args);
    }
}
