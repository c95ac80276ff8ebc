using System.Globalization;

namespace Pragmatika.Tests.Support;

/// <summary>Texts for people are in another language until this is disposed, in this flow of calls and those it starts.</summary>
internal readonly struct InCulture : IDisposable
{
    private readonly CultureInfo _before;

    public InCulture(string name)
    {
        _before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(name);
    }

    public void Dispose() => CultureInfo.CurrentUICulture = _before;
}
