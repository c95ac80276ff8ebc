using System.Collections.Concurrent;
using Pragmatika.Engine.Runs.Planned;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Results of dry runs in memory.</summary>
public sealed class FakePlannedChanges : IPlannedChanges
{
    private readonly ConcurrentDictionary<Guid, List<PlannedChange>> _runs = new();

    public Task AppendAsync(Guid runId, IReadOnlyList<PlannedChange> changes, CancellationToken cancellationToken)
    {
        _runs.GetOrAdd(runId, _ => []).AddRange(changes);
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<PlannedCount>> CountsAsync(Guid runId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlannedCount>>([.. Of(runId).GroupBy(change => (change.Flow, change.Kind)).Select(group => new PlannedCount(group.Key.Flow, group.Key.Kind, group.Count()))]);

    public Task<IReadOnlyList<PlannedChange>> PageAsync(Guid runId, PlannedFilter filter, long after, int count, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PlannedChange>>([.. Of(runId).Where(change => change.Number > after && Fits(change, filter)).Take(count)]);

    public Task<long> RetainAsync(TimeSpan age, long maxChanges, CancellationToken cancellationToken) => Task.FromResult(0L);

    /// <summary>One change of every kind. Nobody in it is real.</summary>
    public static IReadOnlyList<PlannedChange> OneOfEach() =>
    [
        Change(1, PlannedKind.Create, "00-000201", null, "Сидорова Мария", "Ключ ещё не связан", """{"name":[null,"Мария"],"phone":[null,"+79210000014"]}"""),
        Change(2, PlannedKind.Update, "00-000117", 4117, "Петров Иван", "Строка отличается от того, что согласовано", """{"phone":["+79210000012","+79210000013"]}"""),
        Change(3, PlannedKind.Link, "00-000118", 4118, "Петров Пётр", "Подошла запись, которая уже есть в Битрикс24", null),
        Change(4, PlannedKind.Question, "00-000119", null, "Петров Пётр", "Подходят несколько записей Битрикс24 (118, 2041)", null),
        Change(5, PlannedKind.Reject, "00-000120", null, string.Empty, "Дата «31.02.2024» не существует", null),
    ];

    private static PlannedChange Change(long number, PlannedKind kind, string key, long? crmId, string title, string why, string? changes) =>
        new() { Number = number, Kind = kind, Flow = number < 4 ? "contacts" : "deals", Key = key, CrmId = crmId, Title = title, Why = why, Changes = changes };

    private List<PlannedChange> Of(Guid runId) => _runs.GetValueOrDefault(runId) ?? [];

    private static bool Fits(PlannedChange change, PlannedFilter filter) =>
        (filter.Kind is null || change.Kind == filter.Kind) && (filter.Flow is null || change.Flow == filter.Flow)
        && (filter.Text is null || change.Title.Contains(filter.Text, StringComparison.OrdinalIgnoreCase) || change.Key.Contains(filter.Text, StringComparison.OrdinalIgnoreCase));
}
