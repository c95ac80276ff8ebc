using System.Buffers;

namespace Pragmatika.Sandbox.Wire;

/// <summary>A growing byte buffer that can be cut back: a call that fails half-way leaves nothing behind.</summary>
public sealed class ByteBuffer : IBufferWriter<byte>
{
    private byte[] _bytes = new byte[16 * 1024];

    public int Length { get; private set; }

    public int Capacity => _bytes.Length;

    public ReadOnlyMemory<byte> Written => _bytes.AsMemory(0, Length);

    public void Advance(int count) => Length += count;

    public void TruncateTo(int length) => Length = length;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _bytes.AsSpan(Length);
    }

    private void Ensure(int more)
    {
        if (Length + Math.Max(more, 256) > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + more + 256));
        }
    }
}
