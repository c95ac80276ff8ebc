using System.Net;
using Pragmatika.Engine.Connectors.Bitrix.Files;
using Pragmatika.Engine.Mapping;

namespace Pragmatika.Engine.Delivery.Extras;

/// <summary>A file's content, or why there is none.</summary>
internal readonly record struct Fetched(FileContent? Content, FieldProblem? Problem);

/// <summary>Reads files from the folder, the hosts or the column that a rule allows. What cannot be read is a problem, never an exception. Messages do not repeat the query of an address.</summary>
internal sealed class FileFetcher : IDisposable
{
    private const int MegaByte = 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // No redirects: they would lead to hosts that nobody allowed.
    private readonly HttpClient _http = new(new SocketsHttpHandler { ActivityHeadersPropagator = null, AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { Timeout = Longest };

    public async Task<Fetched> ReadAsync(Rule rule, string source, CancellationToken cancellationToken)
    {
        var settings = rule.File ?? new FileSettings();
        try
        {
            return settings.Holds == FileHolds.Content ? Content(rule, settings, source)
                : FilePaths.IsAddress(source) ? await DownloadAsync(rule, settings, source, cancellationToken)
                : await OpenAsync(rule, settings, source, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Problem(rule, ExtraTexts.NotRead.With(Shown(source), exception is UnauthorizedAccessException ? "EACCES" : exception.GetType().Name), ExtraTexts.FileRemedy);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Fetched Content(Rule rule, FileSettings settings, string source)
    {
        var comma = source.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? source.IndexOf(',', StringComparison.Ordinal) : -1;
        var text = source.AsSpan(comma + 1);
        var bytes = new byte[text.Length / 4 * 3 + 3];
        if (!Convert.TryFromBase64Chars(text, bytes, out var length) || length == 0)
        {
            return Problem(rule, ExtraTexts.NotBase64.With(), ExtraTexts.NotBase64Remedy);
        }

        return length > (long)settings.MaxMegabytes * MegaByte ? TooLarge(rule, settings) : new Fetched(new FileContent(FileNames.Of(rule, settings, bytes), bytes.AsMemory(0, length)), null);
    }

    private static async Task<Fetched> OpenAsync(Rule rule, FileSettings settings, string source, CancellationToken cancellationToken)
    {
        if (FilePaths.Inside(settings, source) is null)
        {
            return Problem(rule, ExtraTexts.Outside.With(source), ExtraTexts.OutsideRemedy);
        }

        if (FilePaths.Find(settings, source) is not { } file)
        {
            return Problem(rule, ExtraTexts.NoFile.With(source), ExtraTexts.FileRemedy);
        }

        return file.Length > (long)settings.MaxMegabytes * MegaByte
            ? TooLarge(rule, settings)
            : new Fetched(new FileContent(file.Name, await File.ReadAllBytesAsync(file.FullName, cancellationToken)), null);
    }

    private async Task<Fetched> DownloadAsync(Rule rule, FileSettings settings, string source, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(source, UriKind.Absolute, out var address))
        {
            return Problem(rule, ExtraTexts.BadAddress.With(), ExtraTexts.FileRemedy);
        }

        if (!settings.Hosts.Contains(address.Authority, StringComparer.OrdinalIgnoreCase))
        {
            return Problem(rule, ExtraTexts.NoHost.With(address.Authority), ExtraTexts.NoHostRemedy);
        }

        try
        {
            using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.StatusCode == HttpStatusCode.OK
                ? await TakeAsync(rule, settings, address, answer.Content, cancellationToken)
                : Problem(rule, ExtraTexts.NotFetched.With(address.Authority, $"HTTP {(int)answer.StatusCode}"), ExtraTexts.FileRemedy);
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Problem(rule, ExtraTexts.NotFetched.With(address.Authority, (exception as HttpRequestException)?.HttpRequestError.ToString() ?? "timeout"), ExtraTexts.FileRemedy);
        }
    }

    private static async Task<Fetched> TakeAsync(Rule rule, FileSettings settings, Uri address, HttpContent content, CancellationToken cancellationToken)
    {
        var most = (long)settings.MaxMegabytes * MegaByte;
        using var taken = new MemoryStream((int)Math.Min(content.Headers.ContentLength ?? 0, most));
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[81_920];
        for (var read = 1; read > 0 && taken.Length <= most;)
        {
            read = await stream.ReadAsync(buffer, cancellationToken);
            taken.Write(buffer, 0, read);
        }

        return taken.Length > most ? TooLarge(rule, settings) : new Fetched(new FileContent(FileNames.Of(rule, settings, address, content.Headers), taken.ToArray()), null);
    }

    private static Fetched TooLarge(Rule rule, FileSettings settings) => Problem(rule, ExtraTexts.TooLarge.With(settings.MaxMegabytes), ExtraTexts.TooLargeRemedy);

    private static Fetched Problem(Rule rule, string reason, Message remedy) => new(null, new FieldProblem(rule.Field, rule.Source.Column, reason, remedy.With()));

    private static string Shown(string source) => FilePaths.IsAddress(source) ? source.Split('?', 2)[0] : source;
}
