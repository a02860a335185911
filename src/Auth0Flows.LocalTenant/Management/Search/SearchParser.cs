using System.Text;

namespace Auth0Flows.LocalTenant.Management.Search;

/// <summary>
/// Parses a search from left to right. NOT binds closest, then AND, then OR, which is also the default between two terms.
/// </summary>
internal sealed class SearchParser(string text, string[] bareFields)
{
    private const string Exists = "_exists_";

    private int _at;

    public Func<Func<string, IEnumerable<object?>>, bool> Parse()
    {
        var query = ReadOr(field: null);
        SkipSpaces();
        return _at == text.Length ? query : throw new FormatException($"unexpected '{text[_at]}' at {_at}");
    }

    private Func<Func<string, IEnumerable<object?>>, bool> ReadOr(string? field)
    {
        var left = ReadAnd(field);
        while (true)
        {
            SkipSpaces();
            if (_at == text.Length || text[_at] == ')')
            {
                return left;
            }

            TryReadWord("OR");
            var (first, second) = (left, ReadAnd(field));
            left = lookup => first(lookup) || second(lookup);
        }
    }

    private Func<Func<string, IEnumerable<object?>>, bool> ReadAnd(string? field)
    {
        var left = ReadNot(field);
        while (TryReadWord("AND"))
        {
            var (first, second) = (left, ReadNot(field));
            left = lookup => first(lookup) && second(lookup);
        }

        return left;
    }

    private Func<Func<string, IEnumerable<object?>>, bool> ReadNot(string? field)
    {
        SkipSpaces();
        if (TryReadWord("NOT") || TryRead('-') || TryRead('!'))
        {
            var inner = ReadNot(field);
            return lookup => !inner(lookup);
        }

        TryRead('+');
        return ReadTerm(field);
    }

    private Func<Func<string, IEnumerable<object?>>, bool> ReadTerm(string? field)
    {
        SkipSpaces();
        if (TryRead('('))
        {
            var inner = ReadOr(field);
            SkipSpaces();
            return TryRead(')') ? inner : throw new FormatException("a parenthesis is not closed");
        }

        if (field is not null || !TryReadField(out var named))
        {
            var test = ReadValue();
            string[] fields = field is null ? bareFields : [field];
            return lookup => fields.Any(name => lookup(name).Any(test));
        }

        if (named == Exists)
        {
            var wanted = ReadWord(out _);
            return lookup => lookup(wanted).Any(value => value is not null);
        }

        SkipSpaces();
        if (_at < text.Length && text[_at] == '(')
        {
            return ReadTerm(named);
        }

        var matches = ReadValue();
        return lookup => lookup(named).Any(matches);
    }

    private Func<object?, bool> ReadValue()
    {
        if (_at == text.Length)
        {
            throw new FormatException("a value is missing at the end");
        }

        switch (text[_at])
        {
            case '"':
                var phrase = ReadPhrase();
                return value => SearchValue.Equals(value, phrase, isPhrase: true);
            case '[' or '{':
                return ReadRange();
            case '<' or '>':
                var isLess = text[_at++] == '<';
                var isInclusive = TryRead('=');
                var bound = ReadWord(out _);
                return isLess
                    ? value => SearchValue.IsWithin(value, "*", bound, fromInclusive: true, isInclusive)
                    : value => SearchValue.IsWithin(value, bound, "*", isInclusive, toInclusive: true);
        }

        var word = ReadWord(out var hasWildcard);
        return hasWildcard ? value => SearchValue.IsLike(value, word) : value => SearchValue.Equals(value, word, isPhrase: false);
    }

    private Func<object?, bool> ReadRange()
    {
        var fromInclusive = text[_at++] == '[';
        var from = ReadBound();
        if (!TryReadWord("TO"))
        {
            throw new FormatException("a range needs TO");
        }

        var to = ReadBound();
        SkipSpaces();
        var toInclusive = _at < text.Length && text[_at] == ']';
        return TryRead(']') || TryRead('}')
            ? value => SearchValue.IsWithin(value, from, to, fromInclusive, toInclusive)
            : throw new FormatException("a range is not closed");
    }

    private string ReadBound()
    {
        SkipSpaces();
        return _at < text.Length && text[_at] == '"' ? ReadPhrase() : ReadWord(out _);
    }

    private string ReadPhrase()
    {
        var phrase = new StringBuilder();
        for (_at++; _at < text.Length; _at++)
        {
            if (text[_at] == '"')
            {
                _at++;
                return phrase.ToString();
            }

            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }

            phrase.Append(text[_at]);
        }

        throw new FormatException("a quotation mark is missing");
    }

    private string ReadWord(out bool hasWildcard)
    {
        hasWildcard = false;
        var word = new StringBuilder();
        for (; _at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not (')' or '(' or ']' or '}' or '"'); _at++)
        {
            if (text[_at] == '\\' && _at + 1 < text.Length)
            {
                _at++;
            }
            else if (text[_at] is '*' or '?')
            {
                hasWildcard = true;
            }

            word.Append(text[_at]);
        }

        return word.Length > 0 ? word.ToString() : throw new FormatException($"a value is missing at {_at}");
    }

    // A name and a colon: the text after the colon may contain more colons, as times do.
    private bool TryReadField(out string field)
    {
        var end = _at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '_' or '.' or '-' or '@' or '/'))
        {
            end++;
        }

        field = text[_at..end];
        if (end == _at || end == text.Length || text[end] != ':')
        {
            return false;
        }

        _at = end + 1;
        return true;
    }

    private bool TryReadWord(string word)
    {
        SkipSpaces();
        var end = _at + word.Length;
        if (
            string.CompareOrdinal(text, _at, word, 0, word.Length) != 0
            || (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '(')
        )
        {
            return false;
        }

        _at = end;
        return true;
    }

    private bool TryRead(char character)
    {
        if (_at == text.Length || text[_at] != character)
        {
            return false;
        }

        _at++;
        return true;
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }
}
