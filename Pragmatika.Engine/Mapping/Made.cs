namespace Pragmatika.Engine.Mapping;

/// <summary>What a source or a transform gives: a value, or the trouble that stands in its place.</summary>
public readonly struct Made
{
    private Made(Value value, Trouble? trouble)
    {
        Value = value;
        Trouble = trouble;
    }

    /// <summary>None when there is trouble.</summary>
    public Value Value { get; }

    public Trouble? Trouble { get; }

    public static implicit operator Made(Value value) => new(value, null);

    public static implicit operator Made(Trouble trouble) => new(default, trouble);

    public static Made FromValue(Value value) => value;

    public static Made FromTrouble(Trouble trouble) => trouble;
}
