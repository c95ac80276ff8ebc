using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Hearing;

namespace Pragmatika.Tests.Engine.Hearing;

/// <summary>
/// Seeded histories: people change records, often several times in one second; calls of the portal get lost, doubled, late and out of order; polls, sweeps and a reader come at
/// any time. In the end the reader, who looks at a record only when it is heard, must know every record as it is.
/// </summary>
public sealed class HearingStormTests
{
    private const int Steps = 120;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Reader_WhoLooksOnlyAtWhatIsHeard_KnowsEverythingInTheEnd(int seed)
    {
        await using var rig = await HearingRig.StartAsync();
        await rig.StoreTokenAsync();
        await rig.HearAsync(HeardBy.Polling);
        rig.Clock.Advance(TimeSpan.FromSeconds(2));
        var storm = new Storm(rig, new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            await storm.StepAsync();
        }

        await storm.CalmAsync();

        storm.Known.Should().BeEquivalentTo(storm.Truth, "seed {0}", seed);
        (await rig.HearAsync(HeardBy.Polling)).Should().Be(0, "seed {0}: nothing changed since", seed);
        (await rig.HearAsync(HeardBy.Sweep)).Should().Be(0, "seed {0}: nothing changed since", seed);
    }

    private sealed class Storm(HearingRig rig, Random random)
    {
        private readonly List<string> _onTheWay = [];
        private readonly ICrmInbox _inbox = rig.Service<ICrmInbox>();
        private long _cursor;
        private int _names;

        /// <summary>Every record ever made and its name; null when it is deleted.</summary>
        public Dictionary<long, string?> Truth { get; } = [];

        /// <summary>The same as the reader knows it.</summary>
        public Dictionary<long, string?> Known { get; } = [];

        public Task StepAsync() => random.Next(12) switch
        {
            0 or 1 => AddAsync(),
            2 or 3 or 4 => RenameAsync(),
            5 => DeleteAsync(),
            6 or 7 => DeliverAsync(),
            8 => AdvanceAsync(),
            9 => rig.Service<IHearing>().HearAsync("portal", HeardBy.Polling, default),
            10 => random.Next(4) == 0 ? rig.Service<IHearing>().HearAsync("portal", HeardBy.Sweep, default) : AdvanceAsync(),
            _ => ReadAsync(),
        };

        public async Task CalmAsync()
        {
            rig.Clock.Advance(TimeSpan.FromSeconds(5));
            await rig.HearAsync(HeardBy.Polling);
            await rig.HearAsync(HeardBy.Sweep);
            await ReadAsync();
        }

        private async Task AddAsync()
        {
            var name = NextName();
            var id = await rig.AddAsync(name);
            Truth[id] = name;
            await rig.LinkAsync(id); // only what is linked is missed by a sweep
            Tell("ONCRMCONTACTADD", id);
        }

        private async Task RenameAsync()
        {
            if (Living() is { } id)
            {
                Truth[id] = NextName();
                await rig.RenameAsync(id, Truth[id]!);
                Tell("ONCRMCONTACTUPDATE", id);
            }
        }

        private async Task DeleteAsync()
        {
            if (Living() is { } id && random.Next(2) == 0)
            {
                Truth[id] = null;
                await rig.DeleteAsync(id);
                Tell("ONCRMCONTACTDELETE", id);
            }
        }

        /// <summary>A third of the calls is lost, some are doubled; the rest waits for its turn.</summary>
        private void Tell(string name, long id)
        {
            for (var copies = random.Next(3) == 0 ? 0 : random.Next(5) == 0 ? 2 : 1; copies > 0; copies--)
            {
                _onTheWay.Insert(random.Next(_onTheWay.Count + 1), HearingRig.Form(name, id));
            }
        }

        private async Task DeliverAsync()
        {
            for (var count = random.Next(4); count > 0 && _onTheWay.Count > 0; count--)
            {
                await rig.Intake.TakeAsync("portal", _onTheWay[0], default);
                _onTheWay.RemoveAt(0);
            }
        }

        private Task AdvanceAsync()
        {
            rig.Clock.Advance(TimeSpan.FromMilliseconds(random.Next(100, 4000)));
            return Task.CompletedTask;
        }

        private async Task ReadAsync()
        {
            var page = await rig.WaitingAsync(_cursor);
            foreach (var record in page.Records)
            {
                Known[record.CrmId] = await LookAsync(record.CrmId);
            }

            _cursor = page.Through;
            if (random.Next(2) == 0)
            {
                await _inbox.PurgeAsync("portal", _cursor, default);
            }
        }

        private async Task<string?> LookAsync(long id)
        {
            var portal = rig.Portal;
            var entity = await portal.EntityAsync("contact", default);
            IReadOnlyList<CrmItem> found = await portal.GetManyAsync(entity, [id], default);
            return found.Count == 0 ? null : found[0].Values["name"].ToString();
        }

        private long? Living()
        {
            var living = Truth.Where(record => record.Value is not null).Select(record => record.Key).Order().ToList();
            return living.Count == 0 ? null : living[random.Next(living.Count)];
        }

        private string NextName() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Клиент {++_names}");
    }
}
