using System.Text.Json;

namespace Pragmatika.Sandbox.Rest;

/// <summary>The <c>time</c> block of an answer. Moments are unix seconds; simulated cost is added to the measured duration.</summary>
/// <param name="Start">When the call began.</param>
/// <param name="Duration">Seconds it took.</param>
/// <param name="Operating">Sum of the live buckets of the method, or null when the portal does not say.</param>
/// <param name="OperatingResetAt">Unix second at which the oldest bucket drops out.</param>
public readonly record struct CallTime(double Start, double Duration, double? Operating, long OperatingResetAt)
{
    public void Write(Utf8JsonWriter json, Store.PortalTime time)
    {
        var finish = Start + Duration;
        json.WriteStartObject();
        json.WriteNumber("start"u8, Math.Round(Start, 6));
        json.WriteNumber("finish"u8, Math.Round(finish, 6));
        json.WriteNumber("duration"u8, Math.Round(Duration, 6));
        json.WriteNumber("processing"u8, Math.Round(Duration, 6));
        json.WriteString("date_start"u8, time.Moment((long)Start));
        json.WriteString("date_finish"u8, time.Moment((long)finish));
        if (Operating is { } operating)
        {
            json.WriteNumber("operating_reset_at"u8, OperatingResetAt);
            json.WriteNumber("operating"u8, Math.Round(operating, 6));
        }

        json.WriteEndObject();
    }
}
