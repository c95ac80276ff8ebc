namespace Pragmatika.Engine.Mapping;

/// <summary>One step on the way from source to field, with its settings bound. Pure; what cannot be made is a <see cref="Trouble"/>, never an exception.</summary>
public interface ITransform
{
    Made Apply(Value value, SourceRow row);
}

/// <summary>A test on a row, compiled from a <see cref="RowCondition"/>.</summary>
public delegate bool RowTest(SourceRow row);
