using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Limits;

namespace Pragmatika.Engine.Connectors.Bitrix.Transport;

/// <summary>One request before it is sent; can write itself again with a new token.</summary>
internal abstract class Outgoing
{
    /// <summary>The method in the address.</summary>
    public abstract string Method { get; }

    /// <summary>What the portal will account: the commands of a batch, not the batch.</summary>
    public abstract IReadOnlyList<MethodCount> Calls { get; }

    public abstract int Commands { get; }

    public abstract int Writes { get; }

    public abstract void Write(PooledBytes target, string? token);
}

internal sealed class OutgoingCall(string method, ReadOnlyMemory<byte> parameters) : Outgoing
{
    public override string Method => method;

    public override IReadOnlyList<MethodCount> Calls { get; } = [new(method, 1)];

    public override int Commands => 1;

    public override int Writes => MethodSafety.IsRead(method) ? 0 : 1;

    public override void Write(PooledBytes target, string? token) => BatchBody.WriteCall(target, parameters.Span, token);
}

internal sealed class OutgoingBatch : Outgoing
{
    private readonly IReadOnlyList<BitrixCommand> _commands;
    private readonly bool _halt;

    public OutgoingBatch(IReadOnlyList<BitrixCommand> commands, bool halt)
    {
        if (commands.Count is 0 or > BatchBody.MaxCommands)
        {
            throw new ArgumentOutOfRangeException(nameof(commands), commands.Count, "A batch holds 1 to 50 commands.");
        }

        _commands = commands;
        _halt = halt;
        Writes = MethodSafety.Writes(commands);
        Calls = Count(commands);
    }

    public override string Method => "batch";

    public override IReadOnlyList<MethodCount> Calls { get; }

    public override int Commands => _commands.Count;

    public override int Writes { get; }

    public override void Write(PooledBytes target, string? token) => BatchBody.Write(target, _commands, token, _halt);

    private static List<MethodCount> Count(IReadOnlyList<BitrixCommand> commands)
    {
        var counts = new List<MethodCount>(2);
        for (var index = 0; index < commands.Count; index++)
        {
            var method = commands[index].Method;
            var at = counts.FindIndex(one => one.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                counts.Add(new(method, 1));
            }
            else
            {
                counts[at] = new(method, counts[at].Count + 1);
            }
        }

        return counts;
    }
}
