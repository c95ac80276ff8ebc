using Mono.Cecil;

namespace Pragmatika.Tests.Architecture.Checker;

/// <summary>Finds what an assembly leans on beside it and among the files that this process was started with: the reader needs the enums of attributes' arguments from there.</summary>
internal sealed class LoadedAssemblies(string assemblyPath) : IAssemblyResolver
{
    private readonly Dictionary<string, string> _paths = ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Concat(Directory.EnumerateFiles(Path.GetDirectoryName(Path.GetFullPath(assemblyPath))!, "*.dll"))
        .DistinctBy(Path.GetFileNameWithoutExtension, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, AssemblyDefinition> _read = new(StringComparer.OrdinalIgnoreCase);

    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        if (!_read.TryGetValue(name.Name, out var assembly))
        {
            var path = _paths.TryGetValue(name.Name, out var found) ? found : throw new AssemblyResolutionException(name);
            _read[name.Name] = assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
        }

        return assembly;
    }

    public void Dispose()
    {
        foreach (var assembly in _read.Values)
        {
            assembly.Dispose();
        }

        _read.Clear();
    }
}
