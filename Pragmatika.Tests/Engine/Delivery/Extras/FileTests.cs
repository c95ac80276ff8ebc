using Pragmatika.Engine.Connectors.Sql;
using Pragmatika.Engine.Delivery;
using Pragmatika.Engine.Mapping;
using Pragmatika.Engine.Runs;
using Pragmatika.Sandbox.Weather;
using Pragmatika.Tests.Engine.Runs.Reverse;
using Pragmatika.Tests.Support;

namespace Pragmatika.Tests.Engine.Delivery.Extras;

/// <summary>Files that a column names, or holds, are put into fields of the CRM when they change.</summary>
public sealed class FileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pragmatika-files-");

    private FileSettings InFolder => new() { Folder = _folder.FullName };

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Run_FileInTheFolder_IsPutOnceAndAgainWhenItChanges(SqlEngine engine)
    {
        await using var rig = await StartAsync(InFolder, engine);
        Write("act.pdf", "первый");
        await rig.SetAsync("act.pdf");
        (await rig.SucceedAsync()).Total.Created.Should().Be(1);
        var first = await rig.FileOfAsync();
        (await rig.SucceedAsync()).Total.Unchanged.Should().Be(1);
        (await rig.SucceedAsync(RunMode.Full)).Total.Unchanged.Should().Be(1);

        Write("act.pdf", "второй, подлиннее");
        var run = await rig.SucceedAsync();

        run.Total.Should().Be(new RunCounters(0, 1, 0, 0, 0, 0, 0), "the row is the same, the file is not");
        rig.Stored().Should().Equal("act.pdf", "act.pdf");
        first.IsNone.Should().BeFalse();
        (await rig.FileOfAsync()).Should().NotBe(first);
    }

    [Fact]
    public async Task Run_PathGoes_EmptiesTheField()
    {
        await using var rig = await StartAsync(InFolder);
        Write("act.pdf", "акт");
        await rig.SetAsync("act.pdf");
        await rig.SucceedAsync();
        await rig.SetAsync("");

        await rig.SucceedAsync();

        (await rig.FileOfAsync()).IsNone.Should().BeTrue();
    }

    [Fact]
    public async Task Run_NoSuchFile_TheRestOfTheRecordGoesAndTheFileFollows()
    {
        await using var rig = await StartAsync(InFolder);
        await rig.SetAsync("scan.png");

        var run = await rig.RunAsync();

        run.State.Should().Be(RunState.NeedsPerson);
        run.Total.Should().Be(new RunCounters(0, 0, 0, 0, 0, 1, 0));
        (await rig.ItemAsync("contact", 1)).Values["name"].Should().Be(Value.Text("Анна"));
        (await LetterAsync(rig)).Should().Contain("Файла «scan.png» нет");

        Write("scan.png", "скан");
        (await rig.SucceedAsync()).Total.Updated.Should().Be(1);
        rig.Stored().Should().Equal("scan.png");
        (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 5, default)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("/etc/hostname")]
    [InlineData("http://127.0.0.1:1/act.pdf")]
    public async Task Run_PlaceThatIsNotAllowed_IsRefused(string source)
    {
        var inner = _folder.CreateSubdirectory("inner");
        Write("secret.txt", "тайна");
        await using var rig = await StartAsync(new FileSettings { Folder = inner.FullName });
        await rig.SetAsync(source);

        var run = await rig.RunAsync();

        run.Total.Rejected.Should().Be(1);
        (await LetterAsync(rig)).Should().Match(text => text.Contains("за пределы разрешённой папки") || text.Contains("не разрешён"));
        rig.Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_LinkThatLeadsOutOfTheFolder_IsRefused()
    {
        var inner = _folder.CreateSubdirectory("inner");
        Write("secret.txt", "тайна");
        File.CreateSymbolicLink(Path.Combine(inner.FullName, "link.txt"), Path.Combine(_folder.FullName, "secret.txt"));
        await using var rig = await StartAsync(new FileSettings { Folder = inner.FullName });
        await rig.SetAsync("link.txt");

        (await rig.RunAsync()).Total.Rejected.Should().Be(1);

        rig.Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_FileAboveTheLimit_IsRefusedInBothLanguages()
    {
        await using var rig = await StartAsync(InFolder with { MaxMegabytes = 1 });
        File.WriteAllBytes(Path.Combine(_folder.FullName, "big.bin"), new byte[(1024 * 1024) + 1]);
        await rig.SetAsync("big.bin");

        await rig.RunAsync();

        (await LetterAsync(rig)).Should().Contain("больше 1 МБ").And.Contain("file.maxMegabytes");
        using (new InCulture("en-US"))
        {
            (await LetterAsync(rig)).Should().Contain("larger than 1 MB", "a stored text is read in the reader's language");
        }

        rig.Stored().Should().BeEmpty();
    }

    [Fact]
    public async Task Run_Address_IsFetchedWhenItChanges()
    {
        await using var host = await FileHost.StartAsync();
        await using var rig = await StartAsync(new FileSettings { Hosts = [host.Authority], MaxMegabytes = 1 });
        await rig.SetAsync($"http://{host.Authority}/docs/act%201.pdf?sign=secret");
        await rig.SucceedAsync();
        await rig.ExecuteAsync("UPDATE people SET name = 'Анна П.'");
        await rig.SucceedAsync();

        await rig.SetAsync($"http://{host.Authority}/missing.pdf?sign=secret");
        var run = await rig.RunAsync();
        await rig.SetAsync($"http://{host.Authority}/large.bin");
        await rig.RunAsync();

        host.Requests.Should().Be(3);
        rig.Stored().Should().Equal("act 1.pdf");
        run.Total.Rejected.Should().Be(1);
        (await LetterAsync(rig)).Should().Contain("больше 1 МБ").And.NotContain("secret");
    }

    [Fact]
    public async Task Run_ContentInTheColumn_IsPutUnderItsName()
    {
        await using var rig = await StartAsync(new FileSettings { Holds = FileHolds.Content });
        await rig.SetAsync(Convert.ToBase64String("%PDF-1.7 акт"u8));
        await rig.SucceedAsync();
        await rig.SetAsync("data:image/png;base64," + Convert.ToBase64String([0x89, 0x50, 0x4E, 0x47, 1, 2, 3]));
        await rig.SucceedAsync();
        await rig.SetAsync("не base64!");

        var run = await rig.RunAsync();

        rig.Stored().Should().Equal("ufCrmDoc.pdf", "ufCrmDoc.png");
        run.Total.Rejected.Should().Be(1);
        (await LetterAsync(rig)).Should().Contain("В колонке не base64");
    }

    [Fact]
    public async Task Run_SeveralFilesInOneField_AreAllPut()
    {
        var rule = ExtraRig.File(InFolder) with { Transforms = [Mapping.MapOne.Spec("""{"kind":"split"}""")] };
        await using var rig = await ExtraRig.StartAsync(SqlEngine.Sqlite, rule, several: true);
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        Write("a.txt", "а");
        Write("b.txt", "б");
        await rig.SetAsync("a.txt;b.txt");

        await rig.SucceedAsync();

        rig.Stored().Should().Equal("a.txt", "b.txt");
        (await rig.FileOfAsync()).AsList.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(WeatherKind.AnswerLost)]
    [InlineData(WeatherKind.BadGateway)]
    public async Task Run_InBadWeather_TheFieldHoldsTheFile(WeatherKind kind)
    {
        await using var rig = await StartAsync(InFolder);
        Write("act.pdf", "акт");
        await rig.SetAsync("act.pdf");
        rig.Rig.Sandbox.Weather.Set(new Forecast("test", [new WeatherRule(kind, 1) { Max = 2, Methods = ["crm.item.update"] }]), seed: 5);

        await rig.SucceedAsync();

        rig.Rig.Sandbox.Stats.Struck.Should().NotBeEmpty();
        (await rig.FileOfAsync()).IsNone.Should().BeFalse();
    }

    private async Task<TwoWayRig> StartAsync(FileSettings settings, SqlEngine engine = SqlEngine.Sqlite)
    {
        var rig = await ExtraRig.StartAsync(engine, ExtraRig.File(settings));
        await rig.AddAsync(1, "c1", "Анна", "89210000001", "d1");
        return rig;
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private static async Task<string> LetterAsync(TwoWayRig rig) => (await rig.Store.DeadLettersAsync("people", DeadLetterState.Open, null, 0, 5, default)).Single().Message;
}
