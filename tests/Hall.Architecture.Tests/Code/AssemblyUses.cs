using Hall.Architecture.Tests.Levels;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Hall.Architecture.Tests.Code;

/// <summary>
/// Every type of ours that a built assembly's types use: bases, interfaces, attributes, members, and each step of each method. A nested
/// type, a lambda and an asynchronous method belong to the type that they were written in.
/// </summary>
internal sealed class AssemblyUses
{
    private readonly SourceFolders _folders;
    private readonly HashSet<Edge> _edges = [];
    private TypeDefinition _user = null!;
    private Place _from;

    private AssemblyUses(SourceFolders folders) => _folders = folders;

    /// <summary>Reads an assembly.</summary>
    /// <param name="path">The assembly's file.</param>
    /// <param name="project">
    /// The project that it was built from; what it has outside every namespace stands in that project's own folder.
    /// </param>
    /// <param name="folders">The folders of all projects.</param>
    public static IReadOnlyCollection<Edge> In(string path, string project, SourceFolders folders)
    {
        using var module = ModuleDefinition.ReadModule(path);
        var uses = new AssemblyUses(folders);
        foreach (var type in module.GetTypes())
        {
            uses._user = Outermost(type);
            if (uses._user.Name.Contains('<', StringComparison.Ordinal))
            {
                continue;
            }

            var place = uses._user.Namespace.Length == 0 ? new Place(project, ".") : folders.Find(uses._user.Namespace);
            if (place is { } from)
            {
                uses._from = from;
                uses.ReadType(type);
            }
        }

        return uses._edges;
    }

    private void ReadType(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAll(type.Interfaces.Select(one => one.InterfaceType));
        AddAttributes(type);
        AddAll(type.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        foreach (var field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (var property in type.Properties)
        {
            Add(property.PropertyType);
            AddAttributes(property);
        }

        foreach (var method in type.Methods)
        {
            ReadMethod(method);
        }
    }

    private void ReadMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAll(method.GenericParameters.SelectMany(parameter => parameter.Constraints).Select(constraint => constraint.ConstraintType));
        foreach (var parameter in method.Parameters)
        {
            AddAttributes(parameter);
        }

        if (!method.HasBody)
        {
            return;
        }

        AddAll(method.Body.Variables.Select(variable => variable.VariableType));
        AddAll(method.Body.ExceptionHandlers.Select(handler => handler.CatchType));
        foreach (var step in method.Body.Instructions)
        {
            ReadStep(step);
        }
    }

    private void ReadStep(Instruction step)
    {
        switch (step.Operand)
        {
            case MethodReference called:
                Add(called.DeclaringType);
                AddSignature(called);
                AddAll((called as GenericInstanceMethod)?.GenericArguments ?? []);
                break;
            case FieldReference field:
                Add(field.DeclaringType);
                Add(field.FieldType);
                break;
            case TypeReference type:
                Add(type);
                break;
            default:
                break;
        }
    }

    private void AddSignature(MethodReference method)
    {
        Add(method.ReturnType);
        AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
    }

    private void AddAttributes(ICustomAttributeProvider provider)
    {
        foreach (var attribute in provider.CustomAttributes)
        {
            Add(attribute.AttributeType);
            AddAll(attribute.ConstructorArguments.Select(argument => argument.Value).OfType<TypeReference>());
        }
    }

    private void AddAll(IEnumerable<TypeReference?> types)
    {
        foreach (var type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                return;
            case GenericInstanceType generic:
                Add(generic.ElementType);
                AddAll(generic.GenericArguments);
                return;
            case TypeSpecification specified:
                Add(specified.ElementType);
                return;
            default:
                break;
        }

        var used = type;
        while (used.DeclaringType is { } outer)
        {
            used = outer;
        }

        if (_folders.Find(used.Namespace) is { } to && to != _from)
        {
            _edges.Add(new(_from, _user.Name, to, used.Name));
        }
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
