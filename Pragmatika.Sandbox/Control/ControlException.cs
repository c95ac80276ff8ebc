namespace Pragmatika.Sandbox.Control;

/// <summary>A control call asks for something that cannot be; the message tells what to send instead.</summary>
public sealed class ControlException(string message) : Exception(message);
