using System;

namespace ScalableMNN.Samples.Neural;

/// <summary>Something that the user gave cannot be used: the message, one line, says what is wrong and what to do, and takes the place of a stack trace.</summary>
/// <param name="message">The message.</param>
/// <param name="innerException">How it was found out, or null.</param>
public sealed class UnusableInputException(string message, Exception? innerException = null) : Exception(message, innerException);
