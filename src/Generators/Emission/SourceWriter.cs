using System;
using System.Globalization;
using System.Text;

namespace ScalableMNN.Generators.Emission;

/// <summary>Writes indented C# source text with line feeds, four spaces to a level.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new(16 * 1024);
    private int _level;

    /// <summary>How many characters have been written.</summary>
    public int Length => _text.Length;

    /// <summary>Writes an empty line.</summary>
    public SourceWriter Line()
    {
        _text.Append('\n');
        return this;
    }

    /// <summary>Writes a line at the current level; an empty one without blanks. A line feed within the text begins another line at the same level.</summary>
    public SourceWriter Line(string text)
    {
        var start = 0;
        while (true)
        {
            var end = text.IndexOf('\n', start);
            var length = (end < 0 ? text.Length : end) - start;
            if (length > 0)
            {
                Margin();
                _text.Append(text, start, length);
            }

            _text.Append('\n');
            if (end < 0)
            {
                return this;
            }

            start = end + 1;
        }
    }

    /// <summary>Begins a line at the current level, to be continued by <see cref="Append(string)"/> and ended by <see cref="Line()"/>.</summary>
    public SourceWriter Begin(string text)
    {
        Margin();
        _text.Append(text);
        return this;
    }

    /// <summary>Continues a line that <see cref="Begin"/> began.</summary>
    public SourceWriter Append(string text)
    {
        _text.Append(text);
        return this;
    }

    /// <summary>Continues a line with a whole number.</summary>
    public SourceWriter Append(int value)
    {
        _text.Append(value);
        return this;
    }

    /// <summary>Writes a header and an opening brace; disposing writes the closing one.</summary>
    /// <param name="header">What stands before the brace, or an empty string for a brace alone.</param>
    /// <param name="close">What stands after the closing brace on its line, such as a semicolon.</param>
    public Scope Block(string header, string close = "")
    {
        if (header.Length > 0)
        {
            Line(header);
        }

        Line("{");
        _level++;
        return new Scope(this, "}" + close);
    }

    /// <summary>Indents the lines until it is disposed, without braces.</summary>
    public Scope Indented()
    {
        _level++;
        return new Scope(this, null);
    }

    /// <summary>Writes a documentation summary. The text is plain and is escaped; its lines become lines of the comment.</summary>
    public SourceWriter Summary(string text) => Element("summary", text);

    /// <summary>Writes a documentation element of plain text, with an optional attribute such as <c>name="x"</c>.</summary>
    public SourceWriter Element(string name, string text, string attribute = "") => RawElement(name, Escape(text), attribute);

    /// <summary>Writes a documentation element whose text is XML already.</summary>
    public SourceWriter RawElement(string name, string xml, string attribute = "")
    {
        var open = attribute.Length > 0 ? "<" + name + " " + attribute + ">" : "<" + name + ">";
        if (xml.IndexOf('\n') < 0)
        {
            return Line("/// " + open + xml + "</" + name + ">");
        }

        return Line("/// " + open).Line("/// " + xml.Replace("\n", "\n/// ")).Line("/// </" + name + ">");
    }

    /// <summary>Escapes plain text for XML.</summary>
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A C# string literal with the given content.</summary>
    public static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('"');
        foreach (var character in text)
        {
            switch (character)
            {
                case '"':
                    literal.Append("\\\"");
                    break;
                case '\\':
                    literal.Append("\\\\");
                    break;
                case '\n':
                    literal.Append("\\n");
                    break;
                case '\t':
                    literal.Append("\\t");
                    break;
                case '\r':
                    literal.Append("\\r");
                    break;
                default:
                    if (char.IsControl(character) || character is (char)0x2028 or (char)0x2029)
                    {
                        literal.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture));
                    }
                    else
                    {
                        literal.Append(character);
                    }

                    break;
            }
        }

        return literal.Append('"').ToString();
    }

    /// <summary>A C# literal of type double that reads back as the same number; a whole number is written with ".0".</summary>
    public static string Literal(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        if (value == 0)
        {
            return double.IsNegativeInfinity(1 / value) ? "-0.0" : "0.0";
        }

        // Some hosts of the compiler print "R" so that it does not read back; seventeen digits always do.
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) || read != value)
        {
            text = value.ToString("G17", CultureInfo.InvariantCulture);
        }

        return text.IndexOfAny(['.', 'E']) >= 0 ? text : text + ".0";
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Margin() => _text.Append(' ', 4 * _level);

    private void Close(string? text)
    {
        _level--;
        if (text is null)
        {
            return;
        }

        // Nothing empty before a closing brace.
        while (_text.Length > 1 && _text[_text.Length - 1] == '\n' && _text[_text.Length - 2] == '\n')
        {
            _text.Length--;
        }

        Line(text);
    }

    /// <summary>An open block.</summary>
    public readonly struct Scope(SourceWriter writer, string? close) : IDisposable
    {
        /// <summary>Closes the block.</summary>
        public void Dispose() => writer.Close(close);
    }
}
