using System.Net;
using System.Net.Sockets;
using Pragmatika.Engine.Edits;
using Pragmatika.Engine.Exchanges;
using Pragmatika.Portal.Cli;

using static Pragmatika.Tests.Portal.Cli.CliRig;

namespace Pragmatika.Tests.Portal.Cli;

/// <summary>Bad arguments end with code 2 and a reason, before anything is opened.</summary>
public sealed class ArgumentTests
{
    [Theory]
    [InlineData("--engine postgresql needs --connection", "demo", "--engine", "postgresql")]
    [InlineData("--connection goes only with --engine postgresql", "demo", "--connection", "Host=x")]
    [InlineData("--rows must be between", "demo", "--rows", "0")]
    [InlineData("oracle", "demo", "--engine", "oracle")]
    [InlineData("fly", "fly")]
    [InlineData("--speed", "run", "visits", "--speed", "9")]
    public async Task Arguments_Bad_AreRefusedWithTheReason(string reason, params string[] arguments)
    {
        var rig = new CliRig();

        var exitCode = await rig.RunAsync(arguments);

        exitCode.Should().Be(2);
        rig.Error.Should().Contain(reason);
        rig.Opened.Should().BeNull();
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("discard")]
    public async Task DeadLetters_NoneNamed_AreNotAllTaken(string verb)
    {
        var rig = new CliRig().With<IExchangeCatalog>(new FakeCatalog(Definition())).With(new NoLetters().Service);

        var exitCode = await rig.RunAsync("deadletters", "visits", verb);

        exitCode.Should().Be(2);
        rig.Error.Should().Contain("--id, --code or --all");
    }

    [Fact]
    public async Task Data_NotGiven_IsTheDemoFolder()
    {
        var rig = new CliRig().With<IExchangeCatalog>(new FakeCatalog());

        await rig.RunAsync("exchange", "export", "visits");

        rig.Opened.Should().Be(Environment.GetEnvironmentVariable("PRAGMATIKA_DATA") ?? "demo-data");
    }

    [Fact]
    public async Task Export_ThenImport_GivesTheSameDefinition()
    {
        var catalog = new FakeCatalog(Definition());
        var rig = new CliRig().With<IExchangeCatalog>(catalog).With<IEditReview>(new NoEdits());
        var file = Path.GetTempFileName();
        try
        {
            (await rig.RunAsync("exchange", "export", "visits", "--out", file)).Should().Be(0);
            (await rig.RunAsync("exchange", "import", file, "--preview")).Should().Be(0);
            rig.Out.Should().Contain("3 start, 2 stop");
            catalog.Saved.Should().ContainSingle("a preview saves nothing");
            (await rig.RunAsync("exchange", "import", file)).Should().Be(0);

            catalog.Saved.Should().HaveCount(2);
            ExchangeJson.Write(catalog.Saved[1].Definition).Should().Be(ExchangeJson.Write(Definition()));
            rig.Out.Should().Contain("version 2");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void FreePort_TakenOne_IsPassedOver()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        FreePort.From(port, 20).Should().BeGreaterThan(port);
        FreePort.From(port, 1).Should().BeNull();
    }
}
