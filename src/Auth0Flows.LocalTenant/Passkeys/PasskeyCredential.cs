namespace Auth0Flows.LocalTenant.Passkeys;

/// <summary>A passkey of a user.</summary>
/// <param name="Id">Its id, as base64url.</param>
/// <param name="UserId">The user.</param>
/// <param name="UserHandle">The user's handle, as base64url.</param>
/// <param name="Key">Its public key.</param>
internal sealed record PasskeyCredential(string Id, string UserId, string UserHandle, CoseKey Key)
{
    private readonly Lock _lock = new();
    private uint _signCount;

    /// <summary>The counter of its last signature.</summary>
    public uint SignCount
    {
        init => _signCount = value;
    }

    /// <summary>
    /// Takes the counter of a signature (WebAuthn Level 2 §7.2, step 21). Returns false if it isn't larger than the last one: then the
    /// passkey may have been copied. A passkey without a counter always has zero.
    /// </summary>
    public bool TryAdvance(uint signCount)
    {
        lock (_lock)
        {
            if ((signCount != 0 || _signCount != 0) && signCount <= _signCount)
            {
                return false;
            }

            _signCount = signCount;
            return true;
        }
    }
}
