using Microsoft.Extensions.Logging.Abstractions;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Opens portals and moves a manual clock on while they wait.</summary>
internal static class PortalFixture
{
    public static BitrixPortal Open(TimeProvider time, string webhook, BitrixPortalOptions? options = null) =>
        (BitrixPortal)new BitrixPortalFactory(time, NullLoggerFactory.Instance).OpenWebhook(webhook, options);

    public static BitrixPortal Open(string webhook, BitrixPortalOptions? options = null) => Open(TimeProvider.System, webhook, options);

    /// <summary>Moves the clock to the next timer whenever everybody waits for the clock and nobody for the network.</summary>
    public static async Task<T> WithClockAsync<T>(this Task<T> work, ManualTimeProvider clock, BitrixPortal portal)
    {
        while (!work.IsCompleted)
        {
            if (portal.Load.OnWire == 0 && clock.UntilNextTimer is { } next)
            {
                clock.Advance(next);
            }

            await Task.WhenAny(work, Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System));
        }

        return await work;
    }

    public static CrmEntity Entity(int entityTypeId, params CrmField[] fields) => new()
    {
        EntityTypeId = entityTypeId,
        Title = "Сделка",
        Fields = fields.ToDictionary(field => field.Name, StringComparer.Ordinal),
    };

    public static CrmField Field(string name, string type, bool multiple = false, params (string Label, string Id)[] options) => new()
    {
        Name = name,
        Type = type,
        IsMultiple = multiple,
        Options = options.ToDictionary(option => option.Label, option => option.Id, StringComparer.OrdinalIgnoreCase),
    };
}
