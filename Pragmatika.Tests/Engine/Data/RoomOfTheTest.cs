using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pragmatika.Engine.Data.Store.Parts;
using Pragmatika.Engine.Signals;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Tests.Engine.Data;

/// <summary>What a room that the engine has never heard of stores with a batch: notes, in a table of its own.</summary>
internal sealed record NotePart(params string[] Notes) : IBatchPart
{
    public bool IsEmpty => Notes.Length == 0;
}

/// <summary>A part whose writing always fails.</summary>
internal sealed record BreakingPart : IBatchPart
{
    public bool IsEmpty => false;
}

/// <summary>A part that nobody writes.</summary>
internal sealed record OrphanPart(bool IsEmpty) : IBatchPart;

/// <summary>Writes each note, with how many links the transaction saw just then.</summary>
internal sealed class NoteWriter : BatchPartWriter<NotePart>
{
    public const string Table = "CREATE TABLE notes_of_the_test (exchange VARCHAR(100) NOT NULL, note VARCHAR(100) NOT NULL, links_seen INTEGER NOT NULL)";

    public int Prepared { get; private set; }

    public override Happening? News => Happening.SchedulesChanged;

    public static void AddTo(IServiceCollection services)
    {
        services.AddSingleton<NoteWriter>();
        services.AddSingleton<IBatchPartWriter>(provider => provider.GetRequiredService<NoteWriter>());
        services.AddSingleton<IBatchPartWriter, BreakingWriter>();
    }

    protected override ValueTask<PartWrite> PrepareAsync(string exchange, NotePart part, CancellationToken cancellationToken)
    {
        Prepared++;
        return new(async (write, cancellation) =>
        {
            foreach (var note in part.Notes)
            {
                await ExecuteAsync(
                    write, "INSERT INTO notes_of_the_test (exchange, note, links_seen) VALUES (@exchange, @note, (SELECT COUNT(*) FROM links))", new { exchange, note }, cancellation);
            }
        });
    }
}

internal sealed class BreakingWriter : BatchPartWriter<BreakingPart>
{
    protected override ValueTask<PartWrite> PrepareAsync(string exchange, BreakingPart part, CancellationToken cancellationToken) => new(static async (write, cancellation) =>
    {
        var notes = await write.Connection.ExecuteScalarAsync<long>(new CommandDefinition("SELECT COUNT(*) FROM notes_of_the_test", transaction: write.Transaction, cancellationToken: cancellation));
        throw new IOException($"broken after {notes} notes");
    });
}
