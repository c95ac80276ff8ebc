using System.Buffers.Binary;
using System.Text;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Tests.Engine.Mapping;

public sealed class RowFingerprintTests
{
    private static readonly byte[] Definition = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    public static TheoryData<object?[], object?[]> Different => new()
    {
        { [null, "a"], ["a", null] },
        { [null, null], ["", null] },
        { ["", "a"], ["a", ""] },
        { ["ab", "c"], ["a", "bc"] },
        { ["1", null], [1L, null] },
        { [1L, null], [true, null] },
        { [0L, null], [null, null] },
        { [1.0, null], [1L, null] },
        { [1m, null], [1L, null] },
        { [1.1m, null], [1.2m, null] },
        { [new byte[] { 1 }, null], [new byte[] { 1, 0 }, null] },
        { [new byte[] { 65, 0 }, null], ["A", null] },
        { [new DateTime(2024, 1, 1), null], [new DateTime(2024, 1, 1, 0, 0, 1), null] },
        { [new DateTime(2024, 1, 1), null], [new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc), null] },
        { [new DateTime(2024, 1, 1), null], [new DateOnly(2024, 1, 1), null] },
        { [Guid.Empty, null], [null, null] },
        { [new TimeSpan(1), null], [new TimeSpan(2), null] },
        { ["\0", null], [null, null] },
    };

    [Theory]
    [MemberData(nameof(Different))]
    public void Of_DifferentRows_Differs(object?[] left, object?[] right) => Of(left).Should().NotEqual(Of(right));

    [Fact]
    public void Of_EqualRows_IsEqual()
    {
        object?[] Row() => [new string('я', 3), 5L, 1.50m, 2.5, true, new DateTime(2024, 1, 2), Guid.Parse("0e761abe-4e88-11f1-9c28-0050b666dffa"), new byte[] { 1, 2 }, null];

        Of(Row()).Should().Equal(Of(Row())).And.HaveCount(RowFingerprint.Length);
    }

    [Fact]
    public void Of_NullAndDBNull_AreTheSame() => Of([null]).Should().Equal(Of([DBNull.Value]));

    [Fact]
    public void Of_OtherDefinition_Differs()
    {
        var row = Row(["a"]);

        RowFingerprint.Of(row, Definition, [0]).Should().NotEqual(RowFingerprint.Of(row, new byte[16], [0]));
    }

    [Fact]
    public void Of_ColumnsThatAreNotUsed_DoNotCount()
    {
        RowFingerprint.Of(Row(["a", "b", "c"]), Definition, [0, 2]).Should().Equal(RowFingerprint.Of(Row(["a", "x", "c"]), Definition, [0, 2]));
        RowFingerprint.Of(Row(["a"]), Definition, [0, -1]).Should().Equal(RowFingerprint.Of(Row(["a", null]), Definition, [0, 1]));
    }

    [Fact]
    public void Of_RowsLargerThanTheBuffer_StillDiffer()
    {
        var text = new string('x', 3_000_000);

        Of([text, "a"]).Should().NotEqual(Of([text, "b"])).And.Equal(Of([text, "a"]));
        Of(["short"]).Should().Equal(Of(["short"]));
    }

    /// <summary>A hundred thousand random rows over a small alphabet: equal rows and only those are equal.</summary>
    [Fact]
    public void Of_ManyRandomRows_IsEqualOnlyForEqualRows()
    {
        var random = new Random(5);
        object?[] alphabet = [null, "", "a", "aa", "b", 0L, 1L, true, false, 0m, 1m, 0.0];
        var seen = new Dictionary<string, string>();
        for (var count = 0; count < 100_000; count++)
        {
            var picks = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(alphabet.Length)).ToArray();
            var identity = string.Join(',', picks);
            var fingerprint = Convert.ToHexString(Of([.. picks.Select(pick => alphabet[pick])]));

            if (seen.TryGetValue(fingerprint, out var known))
            {
                known.Should().Be(identity);
            }

            seen[fingerprint] = identity;
        }
    }

    [Theory]
    [InlineData("", 0, 0UL, 0UL)]
    [InlineData("hello", 0, 0xcbd8a7b341bd9b02UL, 0x5b1e906a48ae1d19UL)]
    [InlineData("hello, world", 0, 0x342fac623a5ebc8eUL, 0x4cdcbc079642414dUL)]
    [InlineData("The quick brown fox jumps over the lazy dog.", 0, 0xcd99481f9ee902c9UL, 0x695da1a38987b6e7UL)]
    public void Murmur3_KnownTexts_HaveTheirPublishedHashes(string text, int seed, ulong high, ulong low)
    {
        Span<byte> hash = stackalloc byte[16];

        Murmur3.Hash(Encoding.ASCII.GetBytes(text), (uint)seed, hash);

        BinaryPrimitives.ReadUInt64LittleEndian(hash).Should().Be(high);
        BinaryPrimitives.ReadUInt64LittleEndian(hash[8..]).Should().Be(low);
    }

    private static byte[] Of(object?[] values) => RowFingerprint.Of(Row(values), Definition, [.. Enumerable.Range(0, values.Length)]);

    private static SourceRow Row(object?[] values) => new("1", null, values, new RowShape([.. Enumerable.Range(0, values.Length).Select(index => "C" + index)]));
}
