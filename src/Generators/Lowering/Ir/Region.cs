using System.Collections.Generic;

namespace ScalableMNN.Generators.Lowering.Ir;

/// <summary>
/// Collects the statements of a kernel, a loop or a branch. Operations on known zeros, ones and literals vanish on the way, and an operation that was done
/// before, here or around, is not done again.
/// </summary>
internal sealed class Region
{
    private readonly Region? _parent;
    private readonly List<Statement> _statements = [];
    private readonly Dictionary<(Operator Operator, Operand A, Operand? B, Operand? C), Operand> _known = [];

    public Region()
        : this(null, new Naming())
    {
    }

    private Region(Region? parent, Naming naming)
    {
        _parent = parent;
        Naming = naming;
    }

    public Naming Naming { get; }

    public IReadOnlyList<Statement> Statements => _statements;

    public Region Nested() => new(this, Naming);

    public void Remark(string text) => _statements.Add(new Remark(text));

    public void For(string variable, Index from, Index bound, Region body, bool descending = false, int stride = 1) =>
        _statements.Add(new For(variable, from, bound, descending, body.Statements, stride));

    /// <summary>A loop whose runs are independent of each other.</summary>
    public void Spread(string variable, Index from, Index bound, Region body) => _statements.Add(new Spread(variable, from, bound, body.Statements));

    public void If(Index index, Index bound, Region body) => _statements.Add(new If(index, bound, body.Statements));

    public View Open(string name, View from, Index index)
    {
        var view = new View(Naming.Unique(name), from.Buffer);
        _statements.Add(new OpenView(view, from, index));
        return view;
    }

    public Operand Load(string name, View view, Index index)
    {
        var local = Fresh(name);
        _statements.Add(new Load(local, view, index));
        return local;
    }

    public void Store(View view, Index index, Operand value) => _statements.Add(new Store(view, index, value));

    /// <summary>Adds a b to an element.</summary>
    public void Accumulate(View view, Index index, Operand a, Operand b)
    {
        if (a.IsZero || b.IsZero)
        {
            return;
        }

        (a, b) = a.IsOne ? (b, a) : (a, b);
        _statements.Add(new Accumulate(view, index, a, b));
    }

    public Local Variable(string name, Operand value)
    {
        var local = new Local(Naming.Unique(name), Mutable: true);
        _statements.Add(new Declare(local, value));
        return local;
    }

    public void Assign(Local target, Operand value)
    {
        if (target != value)
        {
            _statements.Add(new Assign(target, value));
        }
    }

    /// <summary>Adds a b to a mutable local.</summary>
    public void AddTo(Local target, Operand a, Operand b)
    {
        if (a.IsZero || b.IsZero)
        {
            return;
        }

        _statements.Add(b.IsOne ? new AssignResult(target, Operator.Add, target, a) : a.IsOne ? new AssignResult(target, Operator.Add, target, b) : new AssignResult(target, Operator.MultiplyAdd, a, b, target));
    }

    /// <summary>Subtracts a b from a mutable local.</summary>
    public void SubtractFrom(Local target, Operand a, Operand b)
    {
        if (!a.IsZero && !b.IsZero)
        {
            _statements.Add(new AssignResult(target, Operator.MultiplySubtract, a, b, target));
        }
    }

    public void RecordFailure(Local failure, Operand value, Operand bound, Operand step) => _statements.Add(new RecordFailure(failure, value, bound, step));

    public Operand Number(string name, Index index)
    {
        if (index is IndexNumber number)
        {
            return new Literal(number.Value);
        }

        var local = Fresh(name);
        _statements.Add(new FromIndex(local, index));
        return local;
    }

    /// <summary>One where the index is below the bound, zero elsewhere.</summary>
    public Operand Indicator(string name, Index index, Index bound)
    {
        var local = Fresh(name);
        _statements.Add(new Indicator(local, index, bound));
        return local;
    }

    public Operand Add(Operand a, Operand b, string name = "sum") => (a, b) switch
    {
        (Literal x, Literal y) => new Literal(x.Value + y.Value),
        _ when a.IsZero => b,
        _ when b.IsZero => a,
        _ => Do(name, Operator.Add, a, b),
    };

    public Operand Subtract(Operand a, Operand b, string name = "difference") => (a, b) switch
    {
        (Literal x, Literal y) => new Literal(x.Value - y.Value),
        _ when b.IsZero => a,
        _ when a.IsZero => Negate(b, name),
        _ => Do(name, Operator.Subtract, a, b),
    };

    public Operand Multiply(Operand a, Operand b, string name = "product") => (a, b) switch
    {
        (Literal x, Literal y) => new Literal(x.Value * y.Value),
        _ when a.IsZero || b.IsZero => Operand.Zero,
        _ when a.IsOne => b,
        _ when b.IsOne => a,
        (Literal { Value: -1 }, _) => Negate(b, name),
        (_, Literal { Value: -1 }) => Negate(a, name),
        _ => Do(name, Operator.Multiply, a, b),
    };

    public Operand Divide(Operand a, Operand b, string name = "quotient") => (a, b) switch
    {
        (Literal x, Literal y) => new Literal(x.Value / y.Value),
        _ when a.IsZero => Operand.Zero,
        _ when b.IsOne => a,
        _ => Do(name, Operator.Divide, a, b),
    };

    public Operand Negate(Operand a, string name = "negative") => a is Literal x ? new Literal(-x.Value) : Do(name, Operator.Negate, a);

    /// <summary>a b + c.</summary>
    public Operand MultiplyAdd(Operand a, Operand b, Operand c, string name = "sum") => (a, b) switch
    {
        (Literal x, Literal y) => Add(new Literal(x.Value * y.Value), c, name),
        _ when a.IsZero || b.IsZero => c,
        _ when c.IsZero => Multiply(a, b, name),
        _ when a.IsOne => Add(b, c, name),
        _ when b.IsOne => Add(a, c, name),
        (Literal { Value: -1 }, _) => Subtract(c, b, name),
        (_, Literal { Value: -1 }) => Subtract(c, a, name),
        _ => Do(name, Operator.MultiplyAdd, a, b, c),
    };

    /// <summary>c - a b.</summary>
    public Operand MultiplySubtract(Operand a, Operand b, Operand c, string name = "difference") => (a, b) switch
    {
        (Literal x, Literal y) => Subtract(c, new Literal(x.Value * y.Value), name),
        _ when a.IsZero || b.IsZero => c,
        _ when a.IsOne => Subtract(c, b, name),
        _ when b.IsOne => Subtract(c, a, name),
        (Literal x, _) => MultiplyAdd(new Literal(-x.Value), b, c, name),
        (_, Literal y) => MultiplyAdd(a, new Literal(-y.Value), c, name),
        _ => Do(name, Operator.MultiplySubtract, a, b, c),
    };

    /// <summary>A local that keeps the present value of a mutable one.</summary>
    public Operand Copy(string name, Operand value) => Do(name, Operator.Copy, value);

    public Operand Do(string name, Operator operation, Operand a, Operand? b = null, Operand? c = null)
    {
        var key = (operation, a, b, c);
        for (var region = this; region is not null; region = region._parent)
        {
            if (region._known.TryGetValue(key, out var known))
            {
                return known;
            }
        }

        var local = Fresh(name);
        _statements.Add(new Compute(local, operation, a, b, c));
        if (!IsMutable(a) && !IsMutable(b) && !IsMutable(c))
        {
            _known[key] = local;
        }

        return local;
    }

    private static bool IsMutable(Operand? operand) => operand is Local { Mutable: true };

    private Local Fresh(string name) => new(Naming.Unique(name), Mutable: false);
}
