namespace Pragmatika.Engine.Mapping;

/// <summary>Points at the record that <paramref name="Flow"/> makes for <paramref name="Key"/>, whether or not it exists yet.</summary>
public sealed record RecordReference(string Flow, string Key)
{
    public override string ToString() => Flow + ":" + Key;
}
