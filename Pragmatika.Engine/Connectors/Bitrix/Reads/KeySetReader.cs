using System.Globalization;
using System.Runtime.CompilerServices;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;

namespace Pragmatika.Engine.Connectors.Bitrix.Reads;

/// <summary>Reads whole lists in id order, many pages a request: each command of a batch asks for the rows after the last one of the command before it.</summary>
internal sealed class KeySetReader(BatchRunner batches)
{
    private const int PageSize = 50;
    private const int FirstChain = 2;

    /// <summary>
    /// The first requests are short, since most lists are: 2, 4, 8… 50 commands. Where a chain breaks (a limit inside the batch, a reference that led to nothing) the next
    /// request goes on after the last row that came. Throws when a page itself fails.
    /// </summary>
    public async IAsyncEnumerable<CrmItem> ReadAsync(
        CrmEntity entity,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter,
        IReadOnlyList<string> select,
        Func<int> largest,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long last = 0;
        for (var chain = FirstChain; ; chain = Math.Min(BatchBody.MaxCommands, chain * 2))
        {
            var after = last;
            var commands = Chain(entity, filter, select, after, Math.Min(chain, largest()));
            var page = await batches.OnceAsync(commands, halt: true, answer => Take(entity, answer, after), cancellationToken);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            last = page.Last;
            if (page.IsLast)
            {
                yield break;
            }
        }
    }

    private static BitrixCommand[] Chain(
        CrmEntity entity, IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> filter, IReadOnlyList<string> select, long last, int length)
    {
        var commands = new BitrixCommand[length];
        for (var index = 0; index < length; index++)
        {
            var after = index == 0
                ? last.ToString(CultureInfo.InvariantCulture)
                : string.Create(CultureInfo.InvariantCulture, $"$result[c{index - 1}][items][{PageSize - 1}][id]");
            commands[index] = Commands.List(entity, [.. filter, new(">id", [after])], select);
        }

        return commands;
    }

    private static (List<CrmItem> Items, long Last, bool IsLast) Take(CrmEntity entity, BatchAnswer answer, long last)
    {
        var items = new List<CrmItem>(answer.Count * PageSize);
        for (var index = 0; index < answer.Count; index++)
        {
            ref readonly var slot = ref answer[index];
            if (slot.Error is { } error)
            {
                return Broken(items, last, error, index);
            }

            if (!slot.HasResult)
            {
                // A chain that ended without an error: start again behind what came. A first command without an answer cannot be.
                return index > 0 ? (items, last, false) : Broken(items, last, new BitrixError(200, "NO_ANSWER", string.Empty), index);
            }

            var before = items.Count;
            ItemReader.Many(entity, slot.Result.Span, items);
            if (items.Count > before && items[before].Id <= last)
            {
                // The reference led to nothing and the portal began anew.
                items.RemoveRange(before, items.Count - before);
                return (items, last, false);
            }

            last = items.Count > before ? items[^1].Id : last;
            if (items.Count - before < PageSize)
            {
                return (items, last, true);
            }
        }

        return (items, last, false);
    }

    /// <summary>A limit inside the batch only shortens it; the limiter knows already and holds the next request back.</summary>
    private static (List<CrmItem> Items, long Last, bool IsLast) Broken(List<CrmItem> items, long last, BitrixError error, int index) =>
        error.Kind is FailureKind.Limited || (error.Kind is FailureKind.Unavailable && index > 0)
            ? (items, last, false)
            : throw new BitrixException(error.Kind, error, "crm.item.list: " + Messages.Of(error));
}
