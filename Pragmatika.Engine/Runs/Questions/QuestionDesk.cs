using Pragmatika.Engine.Questions;

namespace Pragmatika.Engine.Runs.Questions;

/// <summary>
/// The questions of one exchange as its run sees them, and the answers the run was given. The lease keeps other runs away, so what stood when the run began and what it did itself is all
/// there is. Batches may ask at once.
/// </summary>
internal sealed class QuestionDesk
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Flow, string Key), Dictionary<QuestionName, Question>> _open = [];
    private readonly HashSet<QuestionName> _kept = [];
    private readonly Dictionary<QuestionName, GivenAnswer> _given;
    private readonly HashSet<QuestionName> _accepted = [];

    public QuestionDesk(IEnumerable<Question> standing, IEnumerable<GivenAnswer> given)
    {
        _given = given.ToDictionary(answer => answer.Question.Name);
        foreach (var question in standing)
        {
            if (question.State == QuestionState.Open)
            {
                Put(question);
            }
            else
            {
                _kept.Add(question.Name);
            }
        }
    }

    /// <summary>Another desk with what is on this one now.</summary>
    public QuestionDesk Copy()
    {
        lock (_gate)
        {
            var copy = new QuestionDesk(_open.Values.SelectMany(about => about.Values), _given.Values);
            copy._kept.UnionWith(_kept);
            copy._accepted.UnionWith(_accepted);
            return copy;
        }
    }

    /// <summary>Open questions about one record.</summary>
    public IReadOnlyList<Question> About(string flow, string key)
    {
        lock (_gate)
        {
            return _open.Count > 0 && _open.TryGetValue((flow, key), out var about) ? [.. about.Values] : [];
        }
    }

    /// <summary>True when a person said that this one is not to be deleted.</summary>
    public bool IsKept(QuestionName name)
    {
        lock (_gate)
        {
            return _kept.Contains(name);
        }
    }

    /// <summary>Notes an open question; false when it says nothing new.</summary>
    public bool Ask(Question question)
    {
        lock (_gate)
        {
            if (_open.TryGetValue((question.Flow, question.Key), out var about) && about.TryGetValue(question.Name, out var known) && known.ShowsTheSameAs(question))
            {
                return false;
            }

            Put(question);
            return true;
        }
    }

    /// <summary>Ends a question: answered when this run carried an answer out, else withdrawn.</summary>
    public QuestionEnd End(QuestionName name, string by)
    {
        lock (_gate)
        {
            if (_open.TryGetValue((name.Flow, name.Key), out var about) && about.Remove(name) && about.Count == 0)
            {
                _open.Remove((name.Flow, name.Key));
            }

            _kept.Remove(name);
            return _given.TryGetValue(name, out var answer) && _accepted.Contains(name)
                ? new QuestionEnd(name, QuestionState.Answered, by, answer.Side) { CrmId = answer.CrmId, Said = answer.Side == AnswerSide.Typed ? answer.Text : null }
                : new QuestionEnd(name, QuestionState.Withdrawn, null, null);
        }
    }

    /// <summary>The answer this run was given to a question; null when there is none.</summary>
    public GivenAnswer? Find(QuestionName name) => _given.GetValueOrDefault(name);

    /// <summary>Notes that an answer was carried out, or will be by the way forward: its question ends as answered.</summary>
    public void Accept(QuestionName name)
    {
        lock (_gate)
        {
            _accepted.Add(name);
        }
    }

    private void Put(Question question)
    {
        if (!_open.TryGetValue((question.Flow, question.Key), out var about))
        {
            _open[(question.Flow, question.Key)] = about = [];
        }

        about[question.Name] = question;
    }
}
