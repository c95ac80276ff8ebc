namespace Pragmatika.Tests.Support;

/// <summary>A fact that needs a disk of its own; shown as skipped, with the reason, where none can be mounted.</summary>
public sealed class SmallDiskFactAttribute : FactAttribute
{
    public override string Skip
    {
        get => CrampedProcess.NoSmallDisk!;
        set => throw new NotSupportedException("The system decides.");
    }
}

/// <summary>A fact that needs a POSIX shell.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public override string Skip
    {
        get => OperatingSystem.IsWindows() ? "Limits on file sizes are set through a POSIX shell." : null!;
        set => throw new NotSupportedException("The system decides.");
    }
}
