using System.Collections;
using System.Globalization;
using System.Text;
using Auth0Flows.Errors;
using Auth0Flows.Http;

namespace Auth0Flows.Configuration.Kinds;

/// <summary>
/// The secrets that a caller gave for markers. They stand in texts of any name: an action's code, a script, metadata. What is sent has
/// them, and nothing that is shown: each place gets a mask, also where the secret is escaped, in Base64, or in another case.
/// </summary>
internal sealed class MappingSecrets
{
    private const int ShortestToReplace = 4; // what stands around a shorter one would tell it
    private const int ShortestPart = 8; // of a text in Base64

    private readonly IReadOnlyList<Auth0Secret> _secrets;
    private readonly Lazy<(string[] Long, string[] Short)> _forms;

    public MappingSecrets(IEnumerable<Auth0Secret> secrets)
    {
        _secrets = [.. secrets];
        _forms = new(() =>
        {
            var forms = _secrets
                .SelectMany(static secret => FormsOf(secret.Reveal()))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .OrderByDescending(static form => form.Length)
                .ToLookup(static form => form.Length >= ShortestToReplace);
            return ([.. forms[true]], [.. forms[false]]);
        });
    }

    /// <summary>No secrets.</summary>
    public static MappingSecrets None { get; } = new([]);

    /// <summary>The secrets, which are sent.</summary>
    public IReadOnlyList<Auth0Secret> All => _secrets;

    /// <summary>The secrets of both.</summary>
    public MappingSecrets With(MappingSecrets other) =>
        other._secrets.Count == 0 || ReferenceEquals(this, other) ? this
        : _secrets.Count == 0 ? other
        : new([.. _secrets, .. other._secrets]);

    /// <summary>A value of a configuration as it is shown.</summary>
    public string Mask(string text)
    {
        if (_secrets.Count == 0)
        {
            return text;
        }

        var masked = Replaced(text);
        return Array.Exists(_forms.Value.Short, form => masked.Contains(form, StringComparison.OrdinalIgnoreCase))
            ? Auth0Secret.Mask
            : masked;
    }

    /// <summary>A message that was made of values: of a short secret, only a whole word is masked.</summary>
    public string MaskMessage(string message)
    {
        if (_secrets.Count == 0)
        {
            return message;
        }

        var masked = new StringBuilder(Replaced(message));
        foreach (var form in _forms.Value.Short)
        {
            for (var at = masked.ToString().IndexOf(form, StringComparison.OrdinalIgnoreCase); at >= 0; )
            {
                var isWord =
                    (at == 0 || !char.IsLetterOrDigit(masked[at - 1]))
                    && (at + form.Length == masked.Length || !char.IsLetterOrDigit(masked[at + form.Length]));
                if (isWord)
                {
                    masked.Remove(at, form.Length).Insert(at, Auth0Secret.Mask);
                }

                at += isWord ? Auth0Secret.Mask.Length : form.Length;
                at = at < masked.Length ? masked.ToString().IndexOf(form, at, StringComparison.OrdinalIgnoreCase) : -1;
            }
        }

        return masked.ToString();
    }

    /// <summary>The same failure, with masked texts. The existing object that it may have stays only if it has no secret.</summary>
    public Auth0Exception Mask(Auth0Exception failure)
    {
        var message = MaskMessage(failure.Message);
        if (
            message == failure.Message
            && IsClean(failure.Error)
            && IsClean(failure.ErrorDescription)
            && IsClean(failure.Property)
            && IsClean(failure.Existing)
        )
        {
            return failure;
        }

        var masked = failure.WithMessage(message);
        masked.Error = failure.Error is { } error ? MaskMessage(error) : null;
        masked.ErrorDescription = failure.ErrorDescription is { } description ? MaskMessage(description) : null;
        masked.Property = failure.Property is { } property ? MaskMessage(property) : null;
        masked.Existing = IsClean(failure.Existing) ? failure.Existing : null;
        return masked;
    }

    /// <summary>A copy of a tree with masked names, texts and numbers.</summary>
    public object? MaskTree(object? value) =>
        _secrets.Count == 0
            ? value
            : value switch
            {
                JsonMap map => MaskTree(map),
                List<object?> list => list.ConvertAll(MaskTree),
                string text => Mask(text),
                NameReference reference => reference with { Name = Mask(reference.Name) },
                null or Auth0Secret or Verbatim => value,
                _ => IsSecret(Convert.ToString(value, CultureInfo.InvariantCulture)!) ? Auth0Secret.Mask : value,
            };

    /// <inheritdoc cref="MaskTree(object?)"/>
    public JsonMap MaskTree(JsonMap map)
    {
        if (_secrets.Count == 0)
        {
            return map;
        }

        var masked = new JsonMap();
        foreach (var (name, value) in map)
        {
            masked[Mask(name)] = MaskTree(value);
        }

        return masked;
    }

    private bool IsClean(object? value) =>
        value switch
        {
            null or Auth0Secret => true,
            string text => MaskMessage(text) == text,
            IDictionary map => map.Keys.Cast<object>().All(IsClean) && map.Values.Cast<object?>().All(IsClean),
            IEnumerable list => list.Cast<object?>().All(IsClean),
            _ => !IsSecret(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };

    private bool IsSecret(string scalar) =>
        Array.Exists(_forms.Value.Long, form => scalar.Contains(form, StringComparison.OrdinalIgnoreCase))
        || Array.Exists(_forms.Value.Short, form => scalar.Equals(form, StringComparison.OrdinalIgnoreCase));

    private string Replaced(string text) =>
        _forms.Value.Long.Aggregate(
            text,
            static (masked, form) => masked.Replace(form, Auth0Secret.Mask, StringComparison.OrdinalIgnoreCase)
        );

    private static IEnumerable<string> FormsOf(string secret)
    {
        // Files and Auth0 differ in ends of lines and spaces at the ends.
        foreach (
            var text in new[] { secret, secret.Trim(), secret.ReplaceLineEndings("\n"), secret.ReplaceLineEndings("\r\n") }
                .Distinct()
                .Where(static text => text.AsSpan().Trim().Length > 0)
        )
        {
            yield return text;
            foreach (var form in SentSecrets.FormsOf(text).Concat(InBase64(text)))
            {
                yield return form;
            }
        }
    }

    // RFC 4648: the characters that no byte beside the secret has a part in, at each of the three places where it can start.
    private static IEnumerable<string> InBase64(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var before = 0; before < 3; before++)
        {
            var encoded = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            var start = before == 0 ? 0 : before + 1;
            var end = (before + bytes.Length) * 8 / 6;
            if (end - start >= ShortestPart)
            {
                var part = encoded[start..end];
                yield return part;
                yield return part.Replace('+', '-').Replace('/', '_');
            }
        }
    }
}
