using global::System;
using global::ILGPU;

namespace ScalableMNN.Generated.Ilgpu;

/// <summary>
/// Refinement with a factor in single precision: conjugate gradients in double precision with the factor as preconditioner, for one trajectory, as the runtime does it for a
/// lane of them. Source: Higham and Mary, Mixed precision algorithms in numerical linear algebra, Acta Numerica 2022.
/// </summary>
internal struct DeviceRefinement<TModel>
    where TModel : struct, ISingleDeviceModel
{
    private const int Rounds = 12;
    private const double SmallestCorrection = 1e-6;

    private readonly ArrayView<double> _residual;
    private readonly ArrayView<double> _direction;

    public DeviceRefinement(ref DeviceRoom<double> room, DeviceBlock<double> exact)
    {
        _residual = DeviceVectors<TModel>.Take(ref room, exact);
        _direction = DeviceVectors<TModel>.Take(ref room, exact);
        Room = DeviceVectors<TModel>.Take(ref room, exact);
        Correction = 0;
        Squares = 0;
    }

    /// <summary>A vector to be written over.</summary>
    public ArrayView<double> Room { get; }

    /// <summary>Size of the last correction relative to the solution.</summary>
    public double Correction { get; private set; }

    /// <summary>The sum of squares of the rows.</summary>
    public double Squares { get; private set; }

    /// <summary>Refines the solution of M x = s A^T b + g.</summary>
    /// <param name="vector">Room for a vector in single precision.</param>
    /// <param name="solution">x, or a first approximation.</param>
    /// <param name="scale">s: one for the solution of the problem, zero for its adjoint.</param>
    /// <param name="addend">g, for the adjoint.</param>
    /// <param name="isRepeated">Whether to go on after the first correction.</param>
    public void Run(
        DeviceBlock<double> exact, DeviceBlock<float> block, ArrayView<float> vector, ArrayView<double> solution, double scale, ArrayView<double> addend, bool isAdjoint, bool isRepeated)
    {
        var count = exact.Points * TModel.Unknowns;
        Squares = TModel.Residual(exact, solution, scale, _residual);
        if (isAdjoint)
        {
            DeviceVectors<TModel>.Add(exact, _residual, addend);
        }

        DeviceVectors<TModel>.Clear(exact, _direction, count);
        var previous = 0.0;
        var isMoving = true;
        for (var round = 0; isMoving; round++)
        {
            var power = NarrowScaled(exact, vector, count);
            TModel.Reduce(block, vector);
            TModel.Substitute(block, vector);
            double slope = 0, zz = 0, dd = 0;
            for (var strand = exact.Lane; strand < TModel.Threads; strand += exact.Lanes)
            {
                slope = 0;
                zz = 0;
                dd = 0;
                for (var i = strand; i < count; i += TModel.Threads)
                {
                    var at = (i * exact.Trajectories) + exact.Trajectory;
                    var move = vector[at] * power;
                    var value = solution[at] + move;
                    slope += _residual[at] * move;
                    zz += value * value;
                    dd += move * move;
                }

                DeviceGroup<TModel>.Keep(exact, 0, strand, slope);
                DeviceGroup<TModel>.Keep(exact, 1, strand, zz);
                DeviceGroup<TModel>.Keep(exact, 2, strand, dd);
            }

            DeviceGroup<TModel>.Wait();
            slope = DeviceGroup<TModel>.Total(exact, 0, slope);
            zz = DeviceGroup<TModel>.Total(exact, 1, zz);
            dd = DeviceGroup<TModel>.Total(exact, 2, dd);
            DeviceGroup<TModel>.Wait();
            Correction = dd == 0 ? 0.0 : Math.Sqrt(dd / zz);
            if (!isRepeated || round == Rounds || !(Correction > SmallestCorrection))
            {
                isMoving = false;
                Squares = NotNegative(Squares - slope);
                for (var i = exact.Lane; i < count; i += exact.Lanes)
                {
                    var at = (i * exact.Trajectories) + exact.Trajectory;
                    solution[at] += vector[at] * power;
                }

                DeviceGroup<TModel>.Wait();
            }
            else
            {
                var ratio = round == 0 ? 0.0 : slope / previous;
                for (var i = exact.Lane; i < count; i += exact.Lanes)
                {
                    var at = (i * exact.Trajectories) + exact.Trajectory;
                    _direction[at] = (_direction[at] * ratio) + (vector[at] * power);
                }

                DeviceGroup<TModel>.Wait();

                previous = slope;
                var step = slope / TModel.Residual(exact, _direction, 0, Room);
                for (var i = exact.Lane; i < count; i += exact.Lanes)
                {
                    var at = (i * exact.Trajectories) + exact.Trajectory;
                    solution[at] += _direction[at] * step;
                    _residual[at] += Room[at] * step;
                }

                DeviceGroup<TModel>.Wait();

                Squares = NotNegative(Squares - (step * slope));
            }
        }
    }

    /// <summary>Not a number stays what it is.</summary>
    private static double NotNegative(double value) => value < 0 ? 0.0 : value;

    /// <summary>Rounds the residual to single precision times the power of two that brings its largest number near one; returns the reciprocal of that power.</summary>
    private readonly double NarrowScaled(DeviceBlock<double> exact, ArrayView<float> target, int count)
    {
        var largest = 0.0;
        for (var strand = exact.Lane; strand < TModel.Threads; strand += exact.Lanes)
        {
            largest = 0.0;
            for (var i = strand; i < count; i += TModel.Threads)
            {
                var size = Math.Abs(_residual[(i * exact.Trajectories) + exact.Trajectory]);
                largest = size <= largest ? largest : size;
            }

            DeviceGroup<TModel>.Keep(exact, 0, strand, largest);
        }

        DeviceGroup<TModel>.Wait();
        var power = PowerOfTwo(DeviceGroup<TModel>.Largest(exact, largest));
        for (var i = exact.Lane; i < count; i += exact.Lanes)
        {
            var at = (i * exact.Trajectories) + exact.Trajectory;
            target[at] = (float)(_residual[at] / power);
        }

        DeviceGroup<TModel>.Wait();
        return power;
    }

    /// <summary>The largest power of two, from 2^-1000 to 2^1000, that is no larger than a number; one where the number is zero or not finite.</summary>
    private static double PowerOfTwo(double number)
    {
        const double Large = 18446744073709551616.0;
        if (!(number > 0) || !DeviceMath.IsFinite(number))
        {
            return 1;
        }

        var power = 1.0;
        for (var i = 0; i < 15 && power * Large <= number; i++)
        {
            power *= Large;
        }

        for (var i = 0; i < 15 && power / Large >= number; i++)
        {
            power /= Large;
        }

        for (var i = 0; i < 64 && power * 2 <= number; i++)
        {
            power *= 2;
        }

        for (var i = 0; i < 64 && power > number; i++)
        {
            power /= 2;
        }

        return power;
    }
}
