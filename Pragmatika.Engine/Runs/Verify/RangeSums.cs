using System.Buffers.Binary;
using System.Globalization;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Runs.Verify;

/// <summary>
/// Checksums of both sides over ranges of 1000 CRM ids. SQL's is over what the rows make of each record, the CRM's over its ids and the moments of their last change, which a list gives without
/// the records themselves. A range whose two sums are those of a comparison that found it equal is equal still. Some 60 bytes a range.
/// </summary>
internal sealed class RangeSums(IReadOnlyDictionary<(int Flow, long Range), byte[]> equalBefore, byte[] definitionHash, DateTimeOffset startedAt)
{
    private const long RangeIds = 1000;

    /// <summary>Moments of change have whole seconds: a record changed as it was read might change again within the same one.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(5);

    private readonly Dictionary<(int Flow, long Range), Sum> _sums = [];
    private readonly HashSet<(int Flow, long Range)> _differ = [];

    public long Count => _sums.Count;

    /// <summary>Ranges whose records had to be compared one by one.</summary>
    public long Compared => _sums.Count(sum => !IsSettled(sum.Key));

    public void AddSql(int flow, long crmId, Value[] values, Func<RecordReference, long?> idOf)
    {
        var text = new System.Text.StringBuilder(Convert.ToHexString(definitionHash)).Append(crmId.ToString(CultureInfo.InvariantCulture));
        foreach (var value in values)
        {
            text.Append('\u001F').Append((char)('0' + (int)value.Kind));
            text.Append(value.Kind == ValueKind.Reference ? idOf(value.AsReference)?.ToString(CultureInfo.InvariantCulture) : value.ToString());
        }

        var hash = KeyHash.Of(text.ToString());
        Change(flow, crmId, sum => sum with { Sql = unchecked(sum.Sql + hash.Value), SqlCount = sum.SqlCount + 1 });
    }

    /// <summary>A record that no row makes belongs to no range.</summary>
    public void AddCrm(int? flow, CrmItem item)
    {
        if (flow is { } index)
        {
            var hash = KeyHash.Of(FormattableString.Invariant($"{item.Id}|{item.UpdatedTime?.UtcTicks}"));
            var isFresh = item.UpdatedTime is not { } updated || updated > startedAt - Settling;
            Change(index, item.Id, sum => sum with { Crm = unchecked(sum.Crm + hash.Value), CrmCount = sum.CrmCount + 1, IsFresh = sum.IsFresh || isFresh });
        }
    }

    /// <summary>True when the record is known to be equal without a look at it.</summary>
    public bool IsSettled(int flow, long crmId) => IsSettled((flow, crmId / RangeIds));

    /// <summary>The record differs: its range is looked at again next time.</summary>
    public void Found(int flow, long crmId) => _differ.Add((flow, crmId / RangeIds));

    /// <summary>Ranges that are equal now, with both sums.</summary>
    public IEnumerable<(int Flow, long Range, byte[] Digest)> Equal() =>
        _sums.Where(sum => !_differ.Contains(sum.Key) && !sum.Value.IsFresh && sum.Value.IsWhole).Select(sum => (sum.Key.Flow, sum.Key.Range, sum.Value.Digest()));

    private bool IsSettled((int Flow, long Range) range) =>
        _sums.TryGetValue(range, out var sum) && sum.IsWhole && equalBefore.TryGetValue(range, out var digest) && sum.Digest().AsSpan().SequenceEqual(digest);

    private void Change(int flow, long crmId, Func<Sum, Sum> change)
    {
        var range = (flow, crmId / RangeIds);
        _sums[range] = change(_sums.GetValueOrDefault(range));
    }

    private readonly record struct Sum(UInt128 Sql, long SqlCount, UInt128 Crm, long CrmCount, bool IsFresh)
    {
        /// <summary>False when the CRM's list left records of the range out: they carry another origin, or are gone.</summary>
        public bool IsWhole => SqlCount == CrmCount;

        public byte[] Digest()
        {
            var bytes = new byte[48];
            BinaryPrimitives.WriteUInt128LittleEndian(bytes, Sql);
            BinaryPrimitives.WriteUInt128LittleEndian(bytes.AsSpan(16), Crm);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(32), SqlCount);
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(40), CrmCount);
            return bytes;
        }
    }
}
