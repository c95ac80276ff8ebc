using Pragmatika.Bench.Storms.History;

namespace Pragmatika.Bench.Storms.World;

/// <summary>What people do on both sides.</summary>
internal sealed class StormPeople(StormWorld world)
{
    private readonly Dictionary<int, int> _born = [];

    private readonly HashSet<int> _removed = [];
    private readonly HashSet<int> _broughtBack = [];
    private readonly Dictionary<int, int> _deleted = [];

    public bool HaveMerged { get; private set; }

    /// <summary>The row has been out of the table: it came back with less than it had.</summary>
    public bool HaveRemoved(int row) => _removed.Contains(row);

    /// <summary>The deal of the row came back from the bin: it names the client it had, who may be merged by then.</summary>
    public bool HaveBroughtBack(int row) => _broughtBack.Contains(row);

    public async Task DoAsync(StormStep step)
    {
        if (step.Act == StormAct.Wait)
        {
            world.Clock.Pass(TimeSpan.FromSeconds(step.A));
        }
        else if (!InSql(step))
        {
            await InCrmAsync(step);
        }
    }

    private bool InSql(StormStep step)
    {
        switch (step.Act)
        {
            case StormAct.RowBorn:
                world.Table.Add(step.A, step.B, StormSaying.Name(step.Dice), StormSaying.PhoneOf(step.B));
                return true;
            case StormAct.RowGone:
                world.Table.Delete(step.A);
                _removed.Add(step.A);
                return true;
            case StormAct.SqlName:
                world.Table.SetClient(step.A, "name", StormSaying.Name(step.Dice));
                return true;
            case StormAct.SqlPhone:
                world.Table.SetClient(step.A, "phone", StormSaying.Phone(step.Dice));
                return true;
            case StormAct.SqlNoPhone:
                world.Table.SetClient(step.A, "phone", null);
                return true;
            case StormAct.SqlAmount:
                world.Table.SetRow(step.A, "amount", StormSaying.Amount(step.Dice));
                return true;
            case StormAct.SqlStage:
                world.Table.SetRow(step.A, "stage", StormSaying.Stage(step.Dice));
                return true;
            case StormAct.SqlClosed:
                world.Table.SetRow(step.A, "closed", StormSaying.Day(step.Dice));
                return true;
            default:
                return false;
        }
    }

    private Task InCrmAsync(StormStep step) => step.Act switch
    {
        StormAct.CrmName => OnContactAsync(step.A, id => world.Crm.UpdateContactAsync(id, "NAME", StormSaying.Name(step.Dice))),
        StormAct.CrmNoName => OnContactAsync(step.A, id => world.Crm.UpdateContactAsync(id, "NAME", string.Empty)),
        StormAct.CrmPhone => OnContactAsync(step.A, id => world.Crm.UpdatePhoneAsync(id, StormSaying.Phone(step.Dice))),
        StormAct.CrmAmount => OnDealAsync(step.A, id => world.Crm.UpdateDealAsync(id, "opportunity", StormSaying.Amount(step.Dice))),
        StormAct.CrmStage => OnDealAsync(step.A, id => world.Crm.UpdateDealAsync(id, "stageId", StormExchange.Stages[StormSaying.Stage(step.Dice)])),
        StormAct.CrmClosed => OnDealAsync(step.A, id => world.Crm.UpdateDealAsync(id, "closedate", StormSaying.Day(step.Dice))),
        StormAct.CrmComment => OnDealAsync(step.A, id => world.Crm.UpdateDealAsync(id, "comments", StormSaying.Comment(step.Dice))),
        StormAct.DealGone => OnDealAsync(step.A, id => DeleteAsync(step.A, id)),
        StormAct.DealBack => BringBackAsync(step.A, asNew: step.B % 2 == 0),
        StormAct.ContactBorn => BearAsync(step.A, step.Dice),
        StormAct.Merge when step.A != step.B => OnContactAsync(step.A, keep => OnContactAsync(step.B, other => MergeAsync(keep, other))),
        _ => Task.CompletedTask,
    };

    private async Task BearAsync(int client, int dice)
    {
        var phone = StormSaying.PhoneOf(client);
        var people = world.Crm.All(CrmKind.Contact);
        if (world.Table.Rows(client).Count > 0 || people.Any(contact => contact.Fields["phone"]?.Split(';').Contains(phone) == true || contact.Origin == $"c{client}"))
        {
            return;
        }

        var known = people.Select(contact => contact.Id).ToHashSet();
        await world.Crm.AddContactAsync(StormSaying.Name(dice), phone);
        _born[client] = world.Crm.All(CrmKind.Contact).Single(contact => !known.Contains(contact.Id)).Id;
    }

    private Task DeleteAsync(int row, int id)
    {
        _deleted[row] = id;
        return world.Crm.DeleteDealAsync(id);
    }

    private Task BringBackAsync(int row, bool asNew)
    {
        if (_deleted.Remove(row, out var id))
        {
            _broughtBack.Add(row);
            world.Crm.Restore(CrmKind.Deal, id, asNew);
        }

        return Task.CompletedTask;
    }

    private async Task MergeAsync(int keep, int other)
    {
        if (keep != other && IsTraceable(other))
        {
            HaveMerged = true;
            await world.Crm.MergeContactsAsync(keep, other);
        }
    }

    // A client with another phone than the rows have and without a deal leaves no trace when it is merged: nobody could tell where it went.
    private bool IsTraceable(int contact)
    {
        var client = world.Crm.All(CrmKind.Contact).Single(record => record.Id == contact);
        return client.Origin.Length == 0
            || world.Crm.All(CrmKind.Deal).Any(deal => world.Crm.ContactOf(deal.Id) == contact)
            || world.Table.All().Any(row => row["client"] == client.Origin && row["phone"] is { } phone && client.Fields["phone"]?.Contains(phone, StringComparison.Ordinal) == true);
    }

    private Task OnContactAsync(int client, Func<int, Task> change)
    {
        var live = world.Crm.All(CrmKind.Contact);
        var id = live.FirstOrDefault(contact => contact.Origin == $"c{client}")?.Id
            ?? (_born.TryGetValue(client, out var born) && live.Any(contact => contact.Id == born) ? born : 0);
        return id > 0 ? change(id) : Task.CompletedTask;
    }

    private Task OnDealAsync(int row, Func<int, Task> change) => world.Crm.Find(CrmKind.Deal, $"d{row}") is { } id ? change(id) : Task.CompletedTask;
}
