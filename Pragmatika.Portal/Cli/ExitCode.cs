namespace Pragmatika.Portal.Cli;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>The run failed, was cancelled, or could not reach a side.</summary>
    public const int Failure = 1;

    /// <summary>Bad arguments, an unknown name, or a definition with mistakes.</summary>
    public const int BadInput = 2;

    /// <summary>Finished, with records that need a person (or differences, for <c>verify</c>).</summary>
    public const int NeedsPerson = 3;
}
