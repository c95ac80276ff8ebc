using System.Globalization;

namespace Pragmatika.Bench.Support;

/// <summary>One line per phase to the error stream: what is done, and how long it took.</summary>
internal sealed class Stages(string bench, TextWriter writer, TimeProvider time)
{
    public void Say(string text) => writer.WriteLine($"[{bench}] {text}");

    public async Task<T> DoAsync<T>(string phase, Func<Task<T>> work)
    {
        Say(phase + "...");
        var start = time.GetTimestamp();
        var result = await work();
        Say(string.Create(CultureInfo.InvariantCulture, $"{phase}: {time.GetElapsedTime(start).TotalSeconds:0.0} s"));
        return result;
    }

    public Task DoAsync(string phase, Func<Task> work) => DoAsync(phase, async () =>
    {
        await work();
        return true;
    });
}
