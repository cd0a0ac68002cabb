using System.Linq;
using ScalableMNN.Generated.Tests.Accuracy;
using ScalableMNN.Generated.Tests.Models;
using ScalableMNN.Runtime.Estimation;
using Xunit;
using Given = ScalableMNN.Generated.Tests.Accuracy.Given;

namespace ScalableMNN.Generated.Tests;

/// <summary>The name of an equation says nothing of the solution, whatever rows the compiler adds.</summary>
public sealed class NamesOfRowsTests
{
    [Fact]
    public void Equations_may_have_the_names_of_derivatives_and_observations()
    {
        var like = Given.Of(new NamedLikeRows.Inputs(21), 0.1, 1, 0.5, 0.25);
        var unlike = Given.Of(new NamedUnlikeRows.Inputs(21), 0.1, 1, 0.5, 0.25);
        like.ObservedX[0, 20] = unlike.ObservedX[0, 20] = 0.7;
        like.ObservedYD1[0, 10] = unlike.ObservedYD1[0, 10] = 0.1;
        like.ObservedAD2[0, 15] = unlike.ObservedProduct[0, 15] = 0.2;
        var following = new Runtime.Solving.SolveOptions { FollowData = true };
        var u = NamedLikeRows.Solve(new NamedLikeRows.Parameters(), like, following).EnsureSuccess();
        var v = NamedUnlikeRows.Solve(new NamedUnlikeRows.Parameters(), unlike, following).EnsureSuccess();
        Assert.Equal(v.Values.ToArray(), u.Values.ToArray());

        var (first, second) = (new NamedLikeRows.Cotangent(u), new NamedUnlikeRows.Cotangent(v));
        first.X[0, 12] = second.X[0, 12] = 1;
        Assert.Equal(NamedUnlikeRows.Gradient(v, second).Parameters.Values.ToArray(), NamedLikeRows.Gradient(u, first).Parameters.Values.ToArray());
    }

    [Fact]
    public void Every_row_has_a_name_of_its_own()
    {
        Assert.Equal(["A", "AD1_", "AD2", "AD1", "AD1D1", "AD1D2", "ObservedX", "ObservedXD1", "ObservedXD2"], Names<NamedLikeRows>());

        static string[] Names<TModel>()
            where TModel : IEstimableModel<TModel> => [.. TModel.Estimation.Equations.Select(static row => row.Name)];
    }
}
