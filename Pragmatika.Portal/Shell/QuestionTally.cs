namespace Pragmatika.Portal.Shell;

/// <summary>Tells the menu of one visitor that the number of open questions may have changed.</summary>
public sealed class QuestionTally
{
    public event EventHandler? Changed;

    public void Touch() => Changed?.Invoke(this, EventArgs.Empty);
}
