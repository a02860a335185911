using System.Collections.Concurrent;

namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>The passkeys of the users, and which connections want the user verified.</summary>
internal sealed class PasskeyStore
{
    private readonly ConcurrentDictionary<string, PasskeyCredential> _credentials = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _verifying = new(StringComparer.Ordinal);

    public bool TryAdd(PasskeyCredential credential) => _credentials.TryAdd(credential.Id, credential);

    public PasskeyCredential? Find(string id) => _credentials.GetValueOrDefault(id);

    public bool Contains(string id) => _credentials.ContainsKey(id);

    /// <summary>The passkeys of a user.</summary>
    public IReadOnlyList<PasskeyCredential> Of(string userId) =>
        [.. _credentials.Values.Where(credential => credential.UserId == userId).OrderBy(credential => credential.CreatedAt)];

    public void Remove(PasskeyCredential credential) => _credentials.TryRemove(credential.Id, out _);

    /// <summary>Whether authenticators must verify the users of a connection. Auth0's answer is always <c>preferred</c>.</summary>
    public bool RequiresUserVerification(string connection) => _verifying.GetValueOrDefault(connection);

    public void SetUserVerification(string connection, bool isRequired) => _verifying[connection] = isRequired;
}
