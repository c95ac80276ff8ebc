using Pragmatika.Engine.Journal;
using Pragmatika.Portal.Features.Journal;

namespace Pragmatika.Tests.Portal.Journal;

public sealed class JournalViewTests
{
    [Fact]
    public void Append_NewEntries_ShowsNewestFirst()
    {
        var view = new JournalView(10);

        view.Append([Entry(1), Entry(2)]);
        view.Append([Entry(3)]);

        Ids(view).Should().Equal(3, 2, 1);
    }

    [Fact]
    public void Begin_SnapshotOverlapsTheTail_ShowsEachEntryOnce()
    {
        var view = new JournalView(10);
        view.Append([Entry(5), Entry(6)]);

        view.Begin([Entry(5), Entry(4), Entry(3)]);
        view.Append([Entry(6), Entry(7)]);

        Ids(view).Should().Equal(7, 6, 5, 4, 3);
    }

    [Fact]
    public void Pause_EntriesArrive_CollectsWithoutMovingTheRows()
    {
        var view = new JournalView(10);
        view.Append([Entry(1)]);

        view.Pause();
        view.Append([Entry(2), Entry(3)]);

        Ids(view).Should().Equal(1);
        view.Waiting.Should().Be(2);
        view.Dropped.Should().Be(0);
    }

    [Fact]
    public void Pause_MoreThanCapacityArrives_CountsWhatWasDropped()
    {
        var view = new JournalView(3);
        view.Pause();

        view.Append([.. Enumerable.Range(1, 8).Select(id => Entry(id))]);

        view.Waiting.Should().Be(3);
        view.Dropped.Should().Be(5);
        view.Resume();
        Ids(view).Should().Equal(8, 7, 6);
        view.Dropped.Should().Be(0);
    }

    [Fact]
    public void Append_BeyondCapacity_KeepsTheNewest()
    {
        var view = new JournalView(2);

        view.Append([Entry(1), Entry(2)]);
        view.Append([Entry(3)]);

        Ids(view).Should().Equal(3, 2);
    }

    private static IEnumerable<long> Ids(JournalView view) => view.Rows.Select(entry => entry.Id);

    private static JournalEntry Entry(long id) => new()
    {
        Id = id,
        At = DateTimeOffset.UnixEpoch.AddSeconds(id),
        Level = JournalLevel.Info,
        Kind = JournalKind.Run,
        Exchange = "customers",
        Text = "step",
    };
}
