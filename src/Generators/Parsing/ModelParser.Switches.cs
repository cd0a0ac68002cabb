using System.Linq;
using ScalableMNN.Generators.Diagnostics;
using ScalableMNN.Generators.Lowering;
using ScalableMNN.Generators.Lowering.Marching;
using ScalableMNN.Generators.Problem;
using ScalableMNN.Generators.Symbolics;

namespace ScalableMNN.Generators.Parsing;

/// <content>Switches of piecewise functions in equations.</content>
internal sealed partial class ModelParser
{
    /// <summary>Warns of switches at which no step can end, because the model is solved on a grid alone.</summary>
    private void CheckSwitches(ModelSpec spec)
    {
        if (_problems.HaveErrors)
        {
            return;
        }

        var prolongation = new Prolongation(spec);
        var switching = spec.Equations
            .Select(equation => (Equation: equation, Part: new[] { equation.Left, equation.Right }.Select(prolongation.Inline).SelectMany(static side => side.DescendantsAndSelf()).FirstOrDefault(Switches)))
            .FirstOrDefault(static pair => pair.Part is not null);
        if (switching.Part is not null && MarchPlan.Create(SolverPlan.Create(spec)).Obstacle is { } obstacle)
        {
            _problems.Add(Descriptors.SwitchOnGrid, LocationOfEquation(switching.Equation), switching.Equation.Name, EquationText.Of(switching.Part), _model.Name, obstacle);
        }

        static bool Switches(Expression part) => (part.Symbols & (SymbolKinds.State | SymbolKinds.Time)) != 0
            && part is Call { Function: Function.Heaviside or Function.Sign or Function.Floor } or Binary { Operator: BinaryOperator.Min or BinaryOperator.Max };
    }
}
