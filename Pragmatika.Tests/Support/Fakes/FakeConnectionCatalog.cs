using Pragmatika.Engine.Connectors.Connections;
using Pragmatika.Engine.Connectors.Sql;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Connections in memory; a test of one succeeds unless its secret contains "wrong".</summary>
public sealed class FakeConnectionCatalog : IConnectionCatalog
{
    private readonly List<Connection> _shown = [];

    public Dictionary<string, string> Secrets { get; } = [];

    public Dictionary<string, string> HookTokens { get; } = [];

    public Task<IReadOnlyList<Connection>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Connection>>([.. _shown]);

    public Task<ConnectionSecret?> OpenAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(_shown.Find(shown => shown.Name == name) is { } found ? new ConnectionSecret(name, found.Kind, Secrets[name]) : null);

    public Task SaveAsync(string name, string title, ConnectionKind kind, string? secret, CancellationToken cancellationToken)
    {
        var shown = secret is null ? _shown.Find(known => known.Name == name)?.Shown ?? string.Empty : Redact(kind);
        _shown.RemoveAll(known => known.Name == name);
        _shown.Add(new Connection(name, title, kind, shown, new DateTimeOffset(2026, 3, 2, 6, 12, 0, TimeSpan.Zero)));
        if (secret is not null)
        {
            Secrets[name] = secret;
        }

        return Task.CompletedTask;
    }

    public Task<string?> HookTokenAsync(string name, CancellationToken cancellationToken) => Task.FromResult(HookTokens.GetValueOrDefault(name));

    public Task SaveHookTokenAsync(string name, string token, CancellationToken cancellationToken)
    {
        HookTokens[name] = token;
        var index = _shown.FindIndex(known => known.Name == name);
        _shown[index] = _shown[index] with { HasHookToken = token.Length > 0 };
        return Task.CompletedTask;
    }

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        _shown.RemoveAll(known => known.Name == name);
        Secrets.Remove(name);
        return Task.CompletedTask;
    }

    /// <summary>When set, a test waits for it.</summary>
    public TaskCompletionSource? Answer { get; set; }

    public async Task<ConnectionCheck> TestAsync(string name, ConnectionKind kind, string? secret, CancellationToken cancellationToken)
    {
        await (Answer?.Task.WaitAsync(cancellationToken) ?? Task.CompletedTask);
        var works = !(secret ?? Secrets.GetValueOrDefault(name, "wrong")).Contains("wrong", StringComparison.Ordinal);
        return works
            ? new ConnectionCheck(true, "PostgreSQL 16.4", "Соединение работает: 45 столбцов, 512 340 строк.")
            : new ConnectionCheck(false, null, "Сервер не принял пароль. Проверьте пользователя и пароль.");
    }

    private static string Redact(ConnectionKind kind) => kind switch
    {
        ConnectionKind.Sqlite => "/data/exchange.db",
        ConnectionKind.BitrixWebhook => "https://crm.example.ru/rest/1/***/",
        ConnectionKind.BitrixApplication => "https://crm.example.ru/",
        _ => "db.example.ru:5432/exchange, user exchange",
    };
}
