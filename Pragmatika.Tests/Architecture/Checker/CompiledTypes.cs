using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;
using CecilType = Mono.Cecil.TypeReference;

namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>
/// Reads which types an assembly has and which each of them names: bases, members, attributes with their arguments, generic arguments and constraints, and every instruction of every body.
/// What the compiler leaves out is not there: constants, <c>nameof</c> and usings.
/// </summary>
public sealed class CompiledTypes
{
    private const string MadeByBlazor = "__Blazor.";
    private readonly HashSet<TypeName> _types = [];
    private readonly HashSet<TypeReference> _references = [];

    public IReadOnlyCollection<TypeName> Types => _types;

    public IReadOnlyCollection<TypeReference> References => _references;

    public void Read(string assemblyPath)
    {
        using var loaded = new LoadedAssemblies(assemblyPath);
        using var module = ModuleDefinition.ReadModule(assemblyPath, new ReaderParameters { AssemblyResolver = loaded });
        foreach (var type in module.GetAllTypes().Where(type => type.Name != "<Module>"))
        {
            Read(type, NameOf(type));
        }
    }

    private void Read(TypeDefinition type, TypeName from)
    {
        _types.Add(from);
        Note(from, type.BaseType);
        NoteParameters(from, type);
        NoteAttributes(from, type);
        foreach (var implemented in type.Interfaces)
        {
            Note(from, implemented.InterfaceType);
            NoteAttributes(from, implemented);
        }

        foreach (var field in type.Fields)
        {
            Note(from, field.FieldType);
            NoteAttributes(from, field);
        }

        foreach (var attributed in type.Properties.Cast<ICustomAttributeProvider>().Concat(type.Events))
        {
            NoteAttributes(from, attributed);
        }

        foreach (var method in type.Methods)
        {
            NoteSignature(from, method);
            if (method.HasBody)
            {
                NoteBody(from, method.Body);
            }
        }
    }

    private void NoteSignature(TypeName from, MethodDefinition method)
    {
        Note(from, method.ReturnType);
        NoteParameters(from, method);
        NoteAttributes(from, method);
        NoteAttributes(from, method.MethodReturnType);
        foreach (var parameter in method.Parameters)
        {
            Note(from, parameter.ParameterType);
            NoteAttributes(from, parameter);
        }
    }

    private void NoteBody(TypeName from, MethodBody body)
    {
        foreach (var variable in body.Variables)
        {
            Note(from, variable.VariableType);
        }

        foreach (var handler in body.ExceptionHandlers.Where(handler => handler.CatchType is not null))
        {
            Note(from, handler.CatchType);
        }

        foreach (var operand in body.Instructions.Select(instruction => instruction.Operand))
        {
            NoteOperand(from, operand);
        }
    }

    private void NoteOperand(TypeName from, object? operand)
    {
        switch (operand)
        {
            case CecilType type:
                Note(from, type);
                break;
            case FieldReference field:
                Note(from, field.DeclaringType);
                Note(from, field.FieldType);
                break;
            case MethodReference method:
                NoteMethod(from, method);
                break;
            case CallSite site:
                Note(from, site.ReturnType);
                foreach (var parameter in site.Parameters)
                {
                    Note(from, parameter.ParameterType);
                }

                break;
        }
    }

    private void NoteMethod(TypeName from, MethodReference method)
    {
        Note(from, method.DeclaringType);
        Note(from, method.ReturnType);
        foreach (var parameter in method.Parameters)
        {
            Note(from, parameter.ParameterType);
        }

        foreach (var argument in method is GenericInstanceMethod generic ? generic.GenericArguments.AsEnumerable() : [])
        {
            Note(from, argument);
        }
    }

    private void NoteParameters(TypeName from, IGenericParameterProvider provider)
    {
        foreach (var parameter in provider.GenericParameters)
        {
            NoteAttributes(from, parameter);
            foreach (var constraint in parameter.Constraints)
            {
                Note(from, constraint.ConstraintType);
            }
        }
    }

    private void NoteAttributes(TypeName from, ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            NoteMethod(from, attribute.Constructor);
            foreach (var argument in attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument)))
            {
                NoteArgument(from, argument);
            }
        }
    }

    private void NoteArgument(TypeName from, CustomAttributeArgument argument)
    {
        Note(from, argument.Type);
        switch (argument.Value)
        {
            case CecilType type:
                Note(from, type);
                break;
            case CustomAttributeArgument inner:
                NoteArgument(from, inner);
                break;
            case CustomAttributeArgument[] many:
                foreach (var one in many)
                {
                    NoteArgument(from, one);
                }

                break;
        }
    }

    private void Note(TypeName from, CecilType? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                foreach (var argument in generic.GenericArguments)
                {
                    Note(from, argument);
                }

                Note(from, generic.ElementType);
                return;
            case FunctionPointerType pointer:
                NoteOperand(from, new CallSite(pointer.ReturnType));
                foreach (var parameter in pointer.Parameters)
                {
                    Note(from, parameter.ParameterType);
                }

                return;
            case IModifierType modified:
                Note(from, modified.ModifierType);
                Note(from, modified.ElementType);
                return;
            case TypeSpecification specification:
                Note(from, specification.ElementType);
                return;
        }

        var to = NameOf(type);
        if (to != from && Drawing.IsOurs(to.Namespace))
        {
            _references.Add(new TypeReference(from, to));
        }
    }

    /// <summary>Top-level statements have no namespace: they are their program's. What Blazor makes of a page's markup is the page's.</summary>
    private static TypeName NameOf(CecilType type)
    {
        var outer = type;
        while (outer.DeclaringType is not null)
        {
            outer = outer.DeclaringType;
        }

        var ns = outer.Namespace switch
        {
            "" when outer.Name == "Program" => outer.Module.Assembly.Name.Name + ".Program",
            var page when page.StartsWith(MadeByBlazor, StringComparison.Ordinal) => page[MadeByBlazor.Length..page.LastIndexOf('.')],
            var written => written,
        };
        return new TypeName(ns, outer.Name.Split('`')[0]);
    }
}
