namespace Pragmatika.Engine.Settings;

/// <summary>The program cannot start as it is set. Each line names a setting and the remedy.</summary>
public sealed class SettingsException(IReadOnlyList<string> mistakes, Exception inner) : Exception(string.Join(Environment.NewLine, mistakes), inner)
{
    public IReadOnlyList<string> Mistakes => mistakes;
}
