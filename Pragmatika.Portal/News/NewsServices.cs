using Coravel;
using Pragmatika.Engine.Signals;

namespace Pragmatika.Portal.News;

/// <summary>The way of a signal: engine, broadcast inside this process (Coravel), listeners, open pages.</summary>
public static class NewsServices
{
    public static void AddNews(this IServiceCollection services)
    {
        services.AddEvents();
        services.AddSingleton<PageNews>();
        services.AddSingleton<IPageNews>(provider => provider.GetRequiredService<PageNews>());
        services.AddSingleton<TellPages>();
        services.AddSingleton<ISignals, BroadcastSignals>();
    }

    /// <summary>Another listener is one line here. Registering is not safe beside a broadcast: everything is named before the host starts.</summary>
    public static void UseNews(this WebApplication app) => app.Services.ConfigureEvents().Register<SignalTold>().Subscribe<TellPages>();
}
