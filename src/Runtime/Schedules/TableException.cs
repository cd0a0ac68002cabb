using System;

namespace ScalableMNN.Runtime.Schedules;

/// <summary>Says what in a table cannot be read: file, line, column, value, and the rule that it breaks.</summary>
public sealed class TableException : Exception
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public TableException()
        : base("A table cannot be read.")
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What cannot be read.</param>
    public TableException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What cannot be read.</param>
    /// <param name="innerException">What caused it.</param>
    public TableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
