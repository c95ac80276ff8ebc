using System.Runtime.CompilerServices;
using Pragmatika.Engine.Exchanges;

namespace Pragmatika.Tests.Engine.Exchanges;

public sealed class ExchangeSchemaTests
{
    /// <summary>Set PRAGMATIKA_UPDATE_SCHEMA=1 to write the file anew.</summary>
    [Fact]
    public void PublishedSchema_IsUpToDate()
    {
        var path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../../docs/exchange.schema.json");
        var schema = ExchangeSchema.Write();
        if (Environment.GetEnvironmentVariable("PRAGMATIKA_UPDATE_SCHEMA") == "1")
        {
            File.WriteAllText(path, schema);
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").Should().Be(schema);
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
