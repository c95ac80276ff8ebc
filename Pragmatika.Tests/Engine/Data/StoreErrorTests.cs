using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Pragmatika.Engine.Data;
using Pragmatika.Engine.Data.Store;
using Pragmatika.Engine.Stores;

namespace Pragmatika.Tests.Engine.Data;

public sealed class StoreErrorTests
{
    [Theory]
    [InlineData(5, StoreFailure.Busy)]
    [InlineData(8, StoreFailure.ReadOnly)]
    [InlineData(13, StoreFailure.DiskFull)]
    [InlineData(14, StoreFailure.Unreachable)]
    [InlineData(11, StoreFailure.Damaged)]
    [InlineData(1, StoreFailure.Other)]
    public void Wrap_SqliteCode_SaysWhatToDo(int code, StoreFailure failure)
    {
        var wrapped = StoreErrors.Wrap(new DbUpdateException("outer", new SqliteException("inner", code)));

        wrapped.Failure.Should().Be(failure);
        wrapped.Message.Should().MatchRegex("\\p{IsCyrillic}");
    }

    [Theory]
    [InlineData(778, StoreFailure.DiskFull)]
    [InlineData(4874, StoreFailure.DiskFull)]
    [InlineData(266, StoreFailure.Unreachable)]
    public void Wrap_SqliteInputOutputError_TellsNoRoomFromNoDisk(int extendedCode, StoreFailure failure) =>
        StoreErrors.Wrap(new SqliteException("inner", 10, extendedCode)).Failure.Should().Be(failure);

    [Theory]
    [InlineData("53100", StoreFailure.DiskFull)]
    [InlineData("40P01", StoreFailure.Busy)]
    [InlineData("25006", StoreFailure.ReadOnly)]
    [InlineData("28P01", StoreFailure.Unauthorized)]
    [InlineData("57P03", StoreFailure.Unreachable)]
    public void Wrap_PostgresState_SaysWhatToDo(string state, StoreFailure failure) =>
        StoreErrors.Wrap(new PostgresException("message", "ERROR", "ERROR", state)).Failure.Should().Be(failure);

    [Fact]
    public async Task Guard_OtherExceptions_PassThrough()
    {
        var act = () => StoreErrors.GuardAsync(() => throw new InvalidOperationException("ours"));

        await act.Should().ThrowAsync<InvalidOperationException>();
    }

    [Fact]
    public async Task Guard_FileThatIsNoDatabase_IsDamaged()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, new string('x', 5000));
        var contexts = new EngineContexts(Microsoft.Extensions.Options.Options.Create(new DatabaseOptions { ConnectionString = $"Data Source={file};Pooling=False" }));

        var act = () => new Database(contexts).MigrateAsync(CancellationToken.None);

        (await act.Should().ThrowAsync<StoreException>()).Which.Failure.Should().Be(StoreFailure.Damaged);
        File.Delete(file);
    }
}
