using Pragmatika.Engine.Labels;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Labels in memory, and the portal that is asked for them: it has what <see cref="Portal"/> holds.</summary>
public sealed class FakeLabels : ILabelStore, ILabelReader
{
    private readonly Dictionary<(string, string), EntityLabels> _stored = [];

    /// <summary>What the portal answers; others are unknown to it.</summary>
    public Dictionary<(string Connection, string Entity), EntityLabels> Portal { get; } = [];

    public Exception? Failure { get; set; }

    public int Reads { get; private set; }

    public static EntityLabels Of(string connection, string entity, int type, string title, params (string Field, FieldLabel Label)[] fields) =>
        new(connection, entity, type, title, fields.ToDictionary(field => field.Field, field => field.Label), DateTimeOffset.UnixEpoch);

    public static FieldLabel Label(string title, string type = "string", params (string Id, string Name)[] options) =>
        new(title, type, options.ToDictionary(option => option.Id, option => option.Name));

    public Task<IReadOnlyList<EntityLabels>> ListAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<EntityLabels>>([.. _stored.Values]);

    public Task SaveAsync(EntityLabels labels, CancellationToken cancellationToken)
    {
        _stored[(labels.Connection, labels.Entity)] = labels;
        return Task.CompletedTask;
    }

    public Task<EntityLabels?> ReadAsync(string connection, string entity, CancellationToken cancellationToken)
    {
        Reads++;
        return Failure is null ? Task.FromResult(Portal.GetValueOrDefault((connection, entity))) : Task.FromException<EntityLabels?>(Failure);
    }
}
