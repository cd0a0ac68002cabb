using ScalableMNN.Dsl;

namespace ScalableMNN.Generated.Tests.Models
{
    internal sealed partial class Outer
    {
        internal partial struct Inner
        {
            /// <summary>A model within other types, without anything learned, on a fixed grid, with names that are keywords.</summary>
            [MechanisticModel]
            [Smoothness(Scheme.Taylor)]
            [Grid(Points = 11, StepSize = 0.1)]
            internal sealed partial class Decay
            {
                [State(Order = 2), InitialValue]
                internal partial State @class { get; }

                [Coefficient(Source.Input)]
                internal partial Coefficient @double { get; }

                [Equation]
                private Equation Rate => @class.D(1) + @double * @class == 0;

                [Equation]
                private Equation Bend => @class.D(2) + @double * @class.D(1) == 0;

                public override string ToString() => "mine";
            }
        }
    }
}
