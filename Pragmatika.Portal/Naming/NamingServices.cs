namespace Pragmatika.Portal.Naming;

public static class NamingServices
{
    /// <summary>Words for code names, and who keeps them fresh.</summary>
    public static IServiceCollection AddNaming(this IServiceCollection services) =>
        services.AddSingleton<NameBook>().AddScoped<Titles>().AddHostedService<LabelKeeper>();
}
