using System.Globalization;
using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor;
using MudBlazor.Services;
using Pragmatika.Portal.Chores;
using Pragmatika.Portal.Features.Compare;
using Pragmatika.Portal.Features.Exchanges;
using Pragmatika.Portal.Naming;
using Pragmatika.Portal.News;
using Pragmatika.Portal.Parts;
using Pragmatika.Portal.Security;
using Pragmatika.Portal.Session;
using Pragmatika.Portal.Theming;
using Pragmatika.Tests.Support.Fakes;

namespace Pragmatika.Tests.Portal;

/// <summary>A page over the engine in memory, in Russian, for a signed-in administrator.</summary>
public abstract class PageContext : BunitContext, IAsyncLifetime
{
    protected PageContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ru");
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton(TimeProvider.System);
        Services.AddMudServices(options => Toasts.Configure(options.SnackbarConfiguration));
        Services.AddTransient<MudLocalizer, MudTexts>();
        Services.AddLocalization();
        Services.AddScoped<UserSession>();
        Services.AddNews();
        Services.AddHandOver();
        Services.AddScoped<RunStarter>();
        Services.AddScoped<CompareStarter>();
        Services.AddSingleton<NameBook>();
        Services.AddScoped<Titles>();
        World.Register(Services);
        var news = new PageNews(TimeProvider.System);
        Services.Replace(ServiceDescriptor.Singleton(news));
        World.TellTo(news.Publish);
        Visitor = this.AddAuthorization();
        Visitor.SetAuthorized("anna");
        Visitor.SetPolicies(Policies.See, Policies.Operate, Policies.Administer);
    }

    protected FakeWorld World { get; } = new();

    protected BunitAuthorizationContext Visitor { get; }

    /// <summary>A dialog as the provider of the layout shows it: alone it renders nothing.</summary>
    protected IRenderedComponent<MudDialogProvider> RenderDialog<TDialog>(DialogParameters<TDialog> parameters)
        where TDialog : Microsoft.AspNetCore.Components.IComponent
    {
        var provider = Render<MudDialogProvider>();
        _ = provider.InvokeAsync(() => { _ = Services.GetRequiredService<IDialogService>().OpenAsync("Окно", parameters); });
        provider.WaitForElement(".mud-dialog");
        return provider;
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    // Services of MudBlazor end only asynchronously; a plain Dispose would hide the real failure behind its own.
    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();
}
