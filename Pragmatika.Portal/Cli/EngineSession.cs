namespace Pragmatika.Portal.Cli;

/// <summary>The engine over one data folder, without a web server. Disposing it stops everything that was started for it.</summary>
internal sealed class EngineSession(IServiceProvider services, Func<ValueTask> close) : IAsyncDisposable
{
    public IServiceProvider Services => services;

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => close();
}

/// <summary>Opens the engine over a data folder; the folder is made when it is not there.</summary>
internal delegate Task<EngineSession> EngineOpener(string dataDirectory, CancellationToken cancellationToken);
