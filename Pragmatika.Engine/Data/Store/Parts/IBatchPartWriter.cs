using Dapper;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Engine.Data.Store.Parts;

/// <summary>Writes one prepared part inside the batch's transaction. The lease is held: no other run writes for this exchange.</summary>
internal delegate Task PartWrite(IHotWrite write, CancellationToken cancellationToken);

/// <summary>Knows how one kind of <see cref="IBatchPart"/> is stored. Parts are written in the order in which their writers were added to the services.</summary>
internal interface IBatchPartWriter
{
    Type Part { get; }

    /// <summary>What listeners are told once a part of this kind was committed; null when nobody asks.</summary>
    Happening? News { get; }

    /// <summary>Before the transaction: whatever has to be looked up or given out by other connections, because SQLite has one writer.</summary>
    ValueTask<PartWrite> PrepareAsync(string exchange, IBatchPart part, CancellationToken cancellationToken);
}

/// <inheritdoc />
internal abstract class BatchPartWriter<TPart> : IBatchPartWriter
    where TPart : class, IBatchPart
{
    public Type Part => typeof(TPart);

    public virtual Happening? News => null;

    public ValueTask<PartWrite> PrepareAsync(string exchange, IBatchPart part, CancellationToken cancellationToken) => PrepareAsync(exchange, (TPart)part, cancellationToken);

    protected abstract ValueTask<PartWrite> PrepareAsync(string exchange, TPart part, CancellationToken cancellationToken);

    protected static Task<int> ExecuteAsync(IHotWrite write, string sql, object values, CancellationToken cancellationToken) =>
        write.Connection.ExecuteAsync(new CommandDefinition(sql, values, write.Transaction, cancellationToken: cancellationToken));
}
