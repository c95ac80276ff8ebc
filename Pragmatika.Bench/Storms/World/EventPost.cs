using System.Globalization;
using Pragmatika.Sandbox;
using Pragmatika.Sandbox.Events;

namespace Pragmatika.Bench.Storms.World;

/// <summary>
/// Carries the portal's events to the engine, as badly as the real one does: some are lost, some come twice, some wait and come after later ones. What becomes of an event
/// depends on the step in which it is carried and its place there.
/// </summary>
internal sealed class EventPost(SandboxServices sandbox)
{
    public const string Token = "storm-token";
    private static readonly string[] Kinds = ["CONTACT", "DEAL"];
    private static readonly string[] Endings = ["ADD", "UPDATE", "DELETE"];

    private readonly List<string> _held = [];

    public void Subscribe()
    {
        foreach (var name in Kinds.SelectMany(kind => Endings.Select(ending => $"ONCRM{kind}{ending}")))
        {
            sandbox.Events.AddOutgoingHook(name, new Uri("http://localhost/hooks"), Token);
        }
    }

    /// <summary>The forms to hand over now.</summary>
    public IReadOnlyList<string> Carry(int dice)
    {
        var random = new Random(dice);
        var now = new List<string>();
        var later = new List<string>();
        while (sandbox.Events.Outgoing.TryRead(out var outgoing))
        {
            var form = Form(outgoing);
            switch (random.Next(10))
            {
                case 0:
                    break;
                case 1:
                    now.Add(form);
                    later.Add(form);
                    break;
                case 2:
                    later.Add(form);
                    break;
                default:
                    now.Add(form);
                    break;
            }
        }

        if (random.Next(2) == 0)
        {
            now.AddRange(_held);
            _held.Clear();
        }

        _held.AddRange(later);
        return now;
    }

    /// <summary>Everything that still waits.</summary>
    public IReadOnlyList<string> CarryRest()
    {
        var forms = _held.ToList();
        _held.Clear();
        while (sandbox.Events.Outgoing.TryRead(out var outgoing))
        {
            forms.Add(Form(outgoing));
        }

        return forms;
    }

    private static string Form(OutgoingEvent outgoing)
    {
        var fields = outgoing.Fields.Select(field => $"data[FIELDS][{field.Key}]={Uri.EscapeDataString(field.Value)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"event={outgoing.Subscription.Event}&{string.Join('&', fields)}&ts={outgoing.Time}&auth[application_token]={outgoing.Subscription.ApplicationToken}");
    }
}
