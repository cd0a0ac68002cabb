using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace ScalableMNN.Runtime.Estimation.Discovery;

/// <summary>Writes a discovered model: puts the found terms where the libraries stand in the templates that the generator has left.</summary>
internal static class DiscoveredSource
{
    /// <summary>Replaces each library in a template.</summary>
    /// <param name="template">The template, in which a library is its name in double braces.</param>
    /// <param name="description">The libraries.</param>
    /// <param name="terms">The found terms.</param>
    /// <param name="print">Prints the sum of a library's terms.</param>
    public static string Fill(string template, EstimationDescription description, IReadOnlyList<DiscoveredTerm> terms, Func<IReadOnlyList<DiscoveredTerm>, string> print)
    {
        foreach (var library in description.Libraries)
        {
            template = template.Replace("{{" + library.Name + "}}", print([.. terms.Where(term => term.Library == library.Name)]), StringComparison.Ordinal);
        }

        return template;
    }

    /// <summary>A sum with its numbers: 10 Y - 10 X.</summary>
    public static string AsText(IReadOnlyList<DiscoveredTerm> terms) => Sum(terms, static term => term.Text == "1" ? string.Empty : " " + term.Text, Number);

    /// <summary>The same as LaTeX.</summary>
    public static string AsLatex(IReadOnlyList<DiscoveredTerm> terms) => Sum(terms, static term => term.Text == "1" ? string.Empty : @"\, " + term.Latex, static value =>
    {
        var text = Number(value);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? text : $@"{text[..exponent]} \cdot 10^{{{int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}}}";
    });

    /// <summary>A sum of named coefficients times terms, as C#.</summary>
    public static string AsCode(IReadOnlyList<DiscoveredTerm> terms) => terms.Count == 0
        ? "0.0"
        : string.Join(" + ", terms.Select(static term => term.Text == "1" ? term.Coefficient : $"{term.Coefficient} * {(IsSimple(term.Code) ? term.Code : $"({term.Code})")}"));

    /// <summary>The whole class.</summary>
    public static string Print(string name, EstimationDescription description, IReadOnlyList<DiscoveredTerm> terms)
    {
        var coefficients = new StringBuilder();
        foreach (var term in terms)
        {
            if (coefficients.Length > 0)
            {
                coefficients.Append("\n\n    ");
            }

            coefficients.Append(
                CultureInfo.InvariantCulture,
                $"[Coefficient(Source.Learned, Initial = {term.Value.ToString("R", CultureInfo.InvariantCulture)})]\n    public partial Coefficient {term.Coefficient} {{ get; }}");
        }

        return Fill(description.Template, description, terms, AsCode)
            .Replace("{{name}}", name, StringComparison.Ordinal)
            .Replace("{{coefficients}}", coefficients.ToString(), StringComparison.Ordinal);
    }

    /// <summary>The terms with their coefficients and standard errors, one to a line.</summary>
    public static string Table(IReadOnlyList<DiscoveredTerm> terms)
    {
        if (terms.Count == 0)
        {
            return "No term was found.\n";
        }

        var rows = terms.Select(static term => (Name: $"{term.Library}: {term.Text}", Value: Number(term.Value), Error: Number(term.StandardError))).ToList();
        var (first, second) = (rows.Max(static row => row.Name.Length), rows.Max(static row => row.Value.Length));
        return string.Concat(rows.Select(row => $"{row.Name.PadRight(first)}  {row.Value.PadLeft(second)} +- {row.Error}\n"));
    }

    private static string Sum(IReadOnlyList<DiscoveredTerm> terms, Func<DiscoveredTerm, string> factor, Func<double, string> number)
    {
        if (terms.Count == 0)
        {
            return "0";
        }

        var text = new StringBuilder();
        foreach (var term in terms)
        {
            var isNegative = term.Value < 0;
            text.Append(text.Length == 0 ? isNegative ? "-" : string.Empty : isNegative ? " - " : " + ");
            text.Append(number(Math.Abs(term.Value))).Append(factor(term));
        }

        return text.ToString();
    }

    private static bool IsSimple(string code) => code.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.' or '@');

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
