using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Delivery.Extras;
using Pragmatika.Engine.Runs.Delivering;
using Pragmatika.Engine.Runs.Opening;
using Pragmatika.Engine.Runs.Planning;
using Pragmatika.Engine.Runs.Reading;
using Pragmatika.Engine.Runs.Settling;
using Pragmatika.Engine.Runs.Watching;

namespace Pragmatika.Engine.Runs.Forward;

/// <summary>Puts the parts of a pump together.</summary>
internal static class RunParts
{
    public static RunPump Pump(RunContext context, RunProgress progress)
    {
        var census = new Census(context);
        var unheard = new UnheardChanges(context);
        var planner = new BatchPlanner(context, new MatchFinder(context, census), new Adopter(context), unheard);
        var options = new DeliveryOptions(context.Limits.Lanes, context.Limits.MaxAttempts, context.Limits.SettleTime);
        var deliverer = new Deliverer(context.Portal, context.Targets, options, context.Time);
        var gone = new GoneRecords(context, new Successors(context), unheard);
        var extras = new ExtraDelivery(context.Portal, context.Targets, options, context.Time, context.Files, mayBeSaid: context.Lease.PreviousUnclean);
        var executor = new BatchExecutor(context, new BatchPreparer(context, census), planner, deliverer, gone, extras, new ReturnedRecords(context));
        return new RunPump(context, new PageReader(context, new RowSifter(context)), executor, new RowWriteBack(context), new BatchSettlement(context), progress);
    }
}
