using System;
using System.Collections;
using System.Collections.Generic;
using System.Reflection;

namespace ScalableMNN.Generators.Tests.Incrementality;

/// <summary>Walks over everything that an object holds on to.</summary>
internal static class ObjectGraph
{
    /// <summary>Finds objects of Roslyn's types: each would keep a whole compilation alive, or compare unequal after every edit.</summary>
    public static List<Type> CompilerObjects(object root)
    {
        var found = new List<Type>();
        var seen = new HashSet<object>(ReferenceEqualityComparer.Instance);
        var pending = new Stack<object?>([root]);
        while (pending.TryPop(out var current))
        {
            if (current is null || !seen.Add(current))
            {
                continue;
            }

            var type = current.GetType();
            if (type.Assembly.GetName().Name!.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            {
                found.Add(type);
            }
            else if (current is Array array)
            {
                foreach (var item in (IEnumerable)array)
                {
                    pending.Push(item);
                }
            }
            else if (!type.IsPrimitive && !type.IsEnum && current is not (string or Type))
            {
                for (var declaring = type; declaring is not null; declaring = declaring.BaseType)
                {
                    foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                    {
                        pending.Push(field.GetValue(current));
                    }
                }
            }
        }

        return found;
    }
}
