using Pragmatika.Engine.Exchanges;
using Pragmatika.Engine.Runs;
using Pragmatika.Engine.Runs.Reading;

namespace Pragmatika.Tests.Engine.Runs.Reading;

public sealed class SourceReadingTests
{
    [Theory]
    [InlineData(RunMode.Incremental, TrackingKind.Cursor, "c5", "c5")]
    [InlineData(RunMode.Incremental, TrackingKind.FullScan, "c5", "c5")]
    [InlineData(RunMode.Incremental, TrackingKind.FullScan, "", null)]
    [InlineData(RunMode.Full, TrackingKind.Cursor, "c5", null)]
    [InlineData(RunMode.Incremental, TrackingKind.Status, "c5", null)]
    public void For_ModeAndTracking_StartsWhereTheRunMust(RunMode mode, TrackingKind kind, string checkpoint, string? after)
    {
        var read = SourceReading.For(Definition(kind), Request(mode), ["A"], checkpoint);

        read.After.Should().Be(after);
    }

    [Theory]
    [InlineData(RunMode.Full, TrackingKind.Cursor, "c5", false)]
    [InlineData(RunMode.Full, TrackingKind.Cursor, null, true)]
    [InlineData(RunMode.Incremental, TrackingKind.Cursor, "c5", true)]
    [InlineData(RunMode.Keys, TrackingKind.Cursor, null, false)]
    [InlineData(RunMode.Incremental, TrackingKind.Status, null, false)]
    public void SavesCursorAsItGoes_FullRunOverCursor_NeverMovesTheCheckpointBack(RunMode mode, TrackingKind kind, string? checkpoint, bool saves) =>
        SourceReading.SavesCursorAsItGoes(Definition(kind), Request(mode), checkpoint).Should().Be(saves);

    [Theory]
    [InlineData(RunMode.Incremental, TrackingKind.FullScan, "")]
    [InlineData(RunMode.Full, TrackingKind.Cursor, "last")]
    [InlineData(RunMode.Incremental, TrackingKind.Cursor, null)]
    [InlineData(RunMode.Keys, TrackingKind.FullScan, null)]
    public void AtEnd_ModeAndTracking_LeavesTheRightCheckpoint(RunMode mode, TrackingKind kind, string? checkpoint) =>
        SourceReading.AtEnd(Definition(kind), Request(mode), "last").Should().Be(checkpoint);

    private static RunRequest Request(RunMode mode) => new() { Exchange = "demo", Mode = mode, Keys = ["1"] };

    private static ExchangeDefinition Definition(TrackingKind kind) => new()
    {
        Name = "demo",
        Source = new SourceDefinition { Connection = "sql", Table = "T", Key = ["Id"], Tracking = new TrackingDefinition { Kind = kind, Column = "Col" } },
        Destination = new DestinationDefinition { Connection = "portal" },
        Flows = [],
    };
}
