using System.Runtime.CompilerServices;
using ScalableMNN.Runtime.Lanes;
using static System.Runtime.CompilerServices.Unsafe;

namespace ScalableMNN.Runtime.Banded;

/// <summary>Writes the gradients that a point contributes, from the solution and its adjoint.</summary>
internal ref struct GradientVisitor<TLane> : IPointVisitor<TLane>
    where TLane : unmanaged, ILane<TLane>
{
    private readonly ref TLane _solve;
    private StepWriter<TLane> _coefficients;
    private StepWriter<TLane> _rightHandSide;
    private StepWriter<TLane> _initialValues;
    private StepWriter<TLane> _steps;
    private TLane _pendingStep;

    public GradientVisitor(ref TLane solve, StepWriter<TLane> coefficients, StepWriter<TLane> rightHandSide, StepWriter<TLane> initialValues, StepWriter<TLane> steps)
    {
        _solve = ref solve;
        _coefficients = coefficients;
        _rightHandSide = rightHandSide;
        _initialValues = initialValues;
        _steps = steps;
        _pendingStep = TLane.Zero;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Visit(scoped ref BandedBlock<TLane> block, int t, ref TLane solution, nint stride)
    {
        ref var adjoint = ref solution;
        block.EquationGradients(t, ref _solve, ref adjoint, ref _coefficients.At(t), _coefficients.Accumulates, ref _rightHandSide.At(t), _rightHandSide.Accumulates);
        if (t < block.InitialPoints)
        {
            block.InitialGradients(t, ref adjoint, ref _initialValues.At(t), _initialValues.Accumulates);
        }

        if (t < block.LastPoint)
        {
            block.StepGradients(t, ref _solve, ref adjoint, stride, out var own, out var next);
            if (_steps.Accumulates)
            {
                ref var to = ref _steps.At(t);
                to += own + next;
            }
            else
            {
                // The central row that begins here reaches over the next step too.
                if (t + 1 < block.LastPoint)
                {
                    _steps.At(t + 1) = _pendingStep + next;
                }

                _pendingStep = own;
                if (t == 0)
                {
                    _steps.At(0) = own;
                }
            }
        }
    }

    /// <summary>Writes what is still held.</summary>
    public void Flush()
    {
        _coefficients.Flush();
        _rightHandSide.Flush();
        _initialValues.Flush();
        _steps.Flush();
    }
}
