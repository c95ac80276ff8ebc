using System.Collections.Frozen;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store.Parts;

/// <summary>Finds the writer of every part, and the order in which they write.</summary>
internal sealed class BatchParts
{
    private readonly FrozenDictionary<Type, Place> _places;

    public BatchParts(IEnumerable<IBatchPartWriter> writers)
    {
        var places = new Dictionary<Type, Place>();
        foreach (var writer in writers)
        {
            if (!places.TryAdd(writer.Part, new Place(places.Count, writer)))
            {
                throw new InvalidOperationException($"Two writers for one part of a batch: {writer.Part.FullName}.");
            }
        }

        _places = places.ToFrozenDictionary();
    }

    /// <summary>What is to be done inside the transaction, in order. Fails before anything is prepared when a part has no writer.</summary>
    public async ValueTask<IReadOnlyList<PartWrite>> PrepareAsync(string exchange, IReadOnlyList<IBatchPart> parts, CancellationToken cancellationToken)
    {
        var due = new List<(Place Place, IBatchPart Part)>(parts.Count);
        foreach (var part in parts)
        {
            var place = PlaceOf(part);
            if (!part.IsEmpty)
            {
                due.Add((place, part));
            }
        }

        var writes = new List<PartWrite>(due.Count);
        foreach (var (place, part) in due.OrderBy(one => one.Place.Turn))
        {
            writes.Add(await place.Writer.PrepareAsync(exchange, part, cancellationToken));
        }

        return writes;
    }

    /// <summary>What a commit of these parts is news of.</summary>
    public IEnumerable<Happening> News(IReadOnlyList<IBatchPart> parts) =>
        parts.Where(part => !part.IsEmpty).Select(part => PlaceOf(part).Writer.News).OfType<Happening>().Distinct();

    private Place PlaceOf(IBatchPart part) => _places.TryGetValue(part.GetType(), out var place)
        ? place
        : throw new InvalidOperationException($"Nobody can write this part of a batch: {part.GetType().FullName}. Nothing was written; add an {nameof(IBatchPartWriter)} of it to the services.");

    private sealed record Place(int Turn, IBatchPartWriter Writer);
}
