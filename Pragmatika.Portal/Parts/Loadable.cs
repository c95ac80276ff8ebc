namespace Pragmatika.Portal.Parts;

/// <summary>Something a page waits for: not there yet, failed, or there. A later success replaces a failure; a later failure keeps the old value aside.</summary>
public sealed class Loadable<T>
    where T : class
{
    public T? Value { get; private set; }

    public bool HasFailed { get; private set; }

    public bool IsLoading => Value is null && !HasFailed;

    public void Take(T value)
    {
        Value = value;
        HasFailed = false;
    }

    public void Fail() => HasFailed = true;

    public void Reset()
    {
        Value = null;
        HasFailed = false;
    }
}
