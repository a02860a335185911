using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Auth0Flows.LocalTenant.Http;

/// <summary>
/// The fields of a request. Reading a field by name gives the value as sent; listing all fields, as serialisers and views do, masks the
/// secrets.
/// </summary>
internal sealed class MaskedFields(IReadOnlyDictionary<string, string> fields) : IReadOnlyDictionary<string, string>, IDictionary
{
    // Suffixes. Of a form: client_secret, client_assertion, refresh_token, device_code, code_verifier; of headers: Authorization, cookies.
    // Names of kinds aren't secret: subject_token_type, code_challenge_method.
    private static readonly string[] _secrets =
    [
        "secret",
        "password",
        "assertion",
        "token",
        "code",
        "otp",
        "verifier",
        "authorization",
        "cookie",
        "state",
        "nonce",
        "id_token_hint",
        "dpop", // the header with the proof
        "request",
        "auth_req_id",
        "auth_session",
        "authn_response",
    ];

    public IEnumerable<string> Keys => fields.Keys;

    public IEnumerable<string> Values => this.Select(static shown => shown.Value);

    public int Count => fields.Count;

    public bool IsFixedSize => true;

    public bool IsReadOnly => true;

    public bool IsSynchronized => false;

    public object SyncRoot => this;

    ICollection IDictionary.Keys => fields.Keys.ToArray();

    ICollection IDictionary.Values => Values.ToArray();

    public string this[string key] => fields[key];

    // For PowerShell's $request.Form.grant_type: null if there is no such field.
    object? IDictionary.this[object key]
    {
        get => key is string name ? fields.GetValueOrDefault(name) : null;
        set => throw new NotSupportedException();
    }

    public bool ContainsKey(string key) => fields.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value) => fields.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => fields.Select(Shown).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IDictionary)this).GetEnumerator(); // entries, as usual for a dictionary

    IDictionaryEnumerator IDictionary.GetEnumerator() =>
        ((IDictionary)fields.Select(Shown).ToDictionary(StringComparer.Ordinal)).GetEnumerator();

    public bool Contains(object key) => key is string name && fields.ContainsKey(name);

    public void CopyTo(Array array, int index) =>
        ((ICollection)this.Select(static shown => new DictionaryEntry(shown.Key, shown.Value)).ToArray()).CopyTo(array, index);

    public void Add(object key, object? value) => throw new NotSupportedException();

    public void Clear() => throw new NotSupportedException();

    public void Remove(object key) => throw new NotSupportedException();

    /// <summary>A query with its secrets masked.</summary>
    public static string Mask(string query) =>
        string.Join(
            '&',
            query
                .Split('&')
                .Select(static pair =>
                    pair.IndexOf('=', StringComparison.Ordinal) is >= 0 and var end && IsSecret(Uri.UnescapeDataString(pair[..end]))
                        ? $"{pair[..end]}={Auth0LocalTenantSecret.Mask}"
                        : pair
                )
        );

    private static KeyValuePair<string, string> Shown(KeyValuePair<string, string> sent) =>
        IsSecret(sent.Key) ? new(sent.Key, Auth0LocalTenantSecret.Mask) : sent;

    private static bool IsSecret(string name) => Array.Exists(_secrets, word => name.EndsWith(word, StringComparison.OrdinalIgnoreCase));
}
