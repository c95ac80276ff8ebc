namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>A type as the checker sees it: what is nested counts as the type it is nested in, so that a lambda or a state machine speaks for the class that wrote it.</summary>
public sealed record TypeName(string Namespace, string Name)
{
    public override string ToString() => Name;
}

/// <summary>One type names another, anywhere: base, member, attribute, generic argument or method body.</summary>
public sealed record TypeReference(TypeName From, TypeName To);
