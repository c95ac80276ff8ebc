using System.Diagnostics;
using System.Globalization;
using System.Text;
using Pragmatika.Engine.Connectors.Bitrix;
using Pragmatika.Engine.Connectors.Bitrix.Batches;
using Pragmatika.Engine.Connectors.Bitrix.Entities;
using Pragmatika.Engine.Connectors.Bitrix.Transport;
using Pragmatika.Engine.Mapping;
using Xunit.Abstractions;
using static Pragmatika.Tests.Engine.Connectors.Bitrix.PortalFixture;

namespace Pragmatika.Tests.Engine.Connectors.Bitrix;

/// <summary>Fifty crm.item.add with fifteen fields each: what building the request and reading the answer cost the client.</summary>
public sealed class HotPathTests(ITestOutputHelper output)
{
    [Fact]
    public void FiftyAdds_BuildAndParse_AllocateLittleMoreThanTheCommandsThemselves()
    {
        var entity = Entity(3, [.. Enumerable.Range(0, 15).Select(number => Field($"ufCrm{number}", "string"))]);
        WireField[] fields = [.. Enumerable.Range(0, 15).Select(number => new WireField($"ufCrm{number}", Value.Text($"Значение поля {number}")))];
        var answer = Encoding.UTF8.GetBytes(
            "{\"result\":{\"result\":{" + string.Join(',', Enumerable.Range(0, 50).Select(number => string.Create(CultureInfo.InvariantCulture, $"\"c{number}\":{{\"item\":{{\"id\":{number}}}}}"))) + "},\"result_error\":[]}}");
        Round(entity, fields, answer);
        var (bytes, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());

        for (var round = 0; round < 20; round++)
        {
            Round(entity, fields, answer).Should().Be(49);
        }

        var perBatch = (GC.GetAllocatedBytesForCurrentThread() - bytes) / 20;
        output.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalMilliseconds / 20:0.000} ms, {perBatch} bytes a batch");
        var commands = 50 * Commands.Add(entity, fields, TimeSpan.Zero).Query.Length * sizeof(char);
        perBatch.Should().BeLessThan((long)(commands * 1.3));
    }

    private static long Round(CrmEntity entity, WireField[] fields, byte[] answer)
    {
        var commands = new BitrixCommand[50];
        for (var index = 0; index < commands.Length; index++)
        {
            commands[index] = Commands.Add(entity, fields, TimeSpan.Zero);
        }

        using var body = new PooledBytes(64 * 1024);
        BatchBody.Write(body, commands, token: null, halt: false);
        var batch = BatchAnswer.Read(answer.AsMemory(AnswerReader.Read(answer).Result), commands.Length);
        return ItemReader.IdOf(batch[49].Result.Span);
    }
}
