using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;
using Pragmatika.Tests.Support.Fakes;
using Radzen;

namespace Pragmatika.Tests.Portal;

/// <summary>A page over the engine in memory, in Russian, for a signed-in administrator.</summary>
public abstract class PageContext : BunitContext
{
    protected PageContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
        Services.AddRadzenComponents();
        Services.AddLocalization();
        Services.AddScoped<UserSession>();
        Services.AddScoped<RunStarter>();
        Services.AddSingleton<NameBook>();
        Services.AddScoped<Titles>();
        World.Register(Services);
        Visitor = this.AddAuthorization();
        Visitor.SetAuthorized("anna");
        Visitor.SetPolicies(Policies.See, Policies.Operate, Policies.Administer);
    }

    protected FakeWorld World { get; } = new();

    protected BunitAuthorizationContext Visitor { get; }
}
