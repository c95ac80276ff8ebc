using OpenTelemetry.Exporter;
using Pragmatika.Engine.Settings;

namespace Pragmatika.Portal.Metrics;

/// <summary>Where metrics and traces are sent. The scraping of <c>/metrics</c> needs none of it.</summary>
public sealed class TelemetryOptions
{
    public const string Section = "Telemetry";

    /// <summary>Address of a collector that takes OTLP; null: nothing is sent and nothing is traced.</summary>
    [HttpAddress]
    public Uri? OtlpEndpoint { get; set; }

    /// <summary>Grpc is usual at port 4317, HttpProtobuf at 4318.</summary>
    public OtlpExportProtocol OtlpProtocol { get; set; } = OtlpExportProtocol.Grpc;
}
