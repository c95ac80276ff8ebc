using Pragmatika.Engine.Runs.Rows;

namespace Pragmatika.Tests.Support.Fakes;

/// <summary>Rows and CRM records in memory. Nobody in it is real.</summary>
public sealed class FakeRowDesk : IRowDesk
{
    public Exception? Failure { get; set; }

    public Dictionary<string, string> Writable { get; } = [];

    public bool RowHasChanged { get; set; }

    public List<(long Letter, IReadOnlyDictionary<string, string?> Values, string By)> Written { get; } = [];

    public Task<RowLook?> LookAsync(string exchange, string rowKey, CancellationToken cancellationToken) => Failure is not null
        ? Task.FromException<RowLook?>(Failure)
        : Task.FromResult<RowLook?>(new RowLook(
            [new RowCell("FullName", "Петров Иван"), new RowCell("Phone", "89210000012"), new RowCell("DealerCenter", "Мурманск")],
            [
                new RowRecord("contacts", "00-000117", "Петров Иван", 4117, new Dictionary<string, string> { ["lastName"] = "Петров", ["phone"] = "+79210000012" }),
                new RowRecord("deals", "ЗН-17", "Заказ-наряд ЗН-17", null, new Dictionary<string, string>()),
            ]));

    public Task<IReadOnlyDictionary<string, string>> TitlesAsync(string exchange, IReadOnlyCollection<string> rowKeys, CancellationToken cancellationToken) => Failure is not null
        ? Task.FromException<IReadOnlyDictionary<string, string>>(Failure)
        : Task.FromResult<IReadOnlyDictionary<string, string>>(rowKeys.ToDictionary(key => key, key => $"Петров Иван · Заказ-наряд {key}"));

    public Task<IReadOnlyList<CandidateLook>> CandidatesAsync(string exchange, string flow, IReadOnlyList<long> ids, CancellationToken cancellationToken) => Failure is not null
        ? Task.FromException<IReadOnlyList<CandidateLook>>(Failure)
        : Task.FromResult<IReadOnlyList<CandidateLook>>(
            [.. ids.Select(id => new CandidateLook(id, $"Петров {id}", new Dictionary<string, string> { ["phone"] = "+79210000012", ["lastName"] = $"Петров {id}" }, FakeData.Noon.AddDays(-id % 7)))]);

    public Task<IReadOnlyDictionary<string, string>> WritableAsync(long letter, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyDictionary<string, string>>(Writable);

    public Task<bool> WriteAsync(long letter, IReadOnlyDictionary<string, string?> values, string byWhom, CancellationToken cancellationToken)
    {
        if (!RowHasChanged)
        {
            Written.Add((letter, values, byWhom));
        }

        return Task.FromResult(!RowHasChanged);
    }
}
