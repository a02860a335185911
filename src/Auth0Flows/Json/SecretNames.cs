using System.Text.Json;

namespace Auth0Flows;

/// <summary>The names of properties of the Management API whose values must not be shown.</summary>
public static class SecretNames
{
    private const int LongestOnStack = 128;

    // As a text, such as bindCredentials of an LDAP connection; as a list, they are references.
    private const string Credentials = "credentials";
    private const string CorsHeader = "accesscontrolallowcredentials";

    // Name endings, without case and underscores: client_secret and consumerSecret, twilio_token, admin_refresh_token, password_hash; an
    // action's secrets, the keys of log streams (httpAuthorization, httpCustomHeaders, sumoSourceAddress), of e-mail and push providers
    // (connectionString) and of an application's addons (storageAccessKey, sasKey, masterkey). One too many costs a call of
    // ConvertFrom-SecureString; one too few shows a key.
    private static readonly string[] _endings =
    [
        "secret",
        "password",
        "passphrase",
        "passwordhash",
        "token",
        "privatekey",
        "secretkey",
        "apikey",
        "accesskey",
        "signingkey",
        "decryptionkey",
        "ticket",
        "ticketurl",
        "bearer",
        "secrets",
        "writekey",
        "serverkey",
        "wrappedkey",
        "servercredentials",
        "authorization",
        "smtppass",
        "p12",
        "recoverycode",
        "saskey",
        "masterkey",
        "customheaders",
        "connectionstring",
        "sumosourceaddress",
        "sharedkey",
        "hmackey",
        "accountkey",
        "encryptionkey",
        "assertion",
        "devicecode",
        "authreqid",
        "authsession",
        "oobcode",
        "codeverifier",
        "pwd",
        "passwd",
        "passcode",
        "ticketid",
        "invitationurl",
        "linkwith", // the ID token of an account to link
        "passwordconfirmation",
        "passwordconfirm",
        "secretvalue",
        "tokenvalue",
        "subscriptionkey",
        "functionskey",
        "clientkey",
        // Lists of them. Not of 'signingkey': the 'signing_keys' of an application are certificates.
        "passwords",
        "passphrases",
        "passwordhashes",
        "tokens",
        "privatekeys",
        "secretkeys",
        "apikeys",
        "accesskeys",
        "recoverycodes",
    ];

    private static readonly ILookup<char, string> _endingsByLast = _endings.ToLookup(static ending => ending[^1]);

    // Whole names: as an ending, Duo's secret key would match other names.
    private static readonly string[] _names = ["key", "skey", "otp", "jwt", "samlresponse"];

    // Objects that are completely secret, or a text or list in their place: the settings of a custom database, headers for an OAuth 2.0
    // endpoint (including Authorization), SAML's private keys with their certificates, the hash and the salt of an imported password.
    private static readonly string[] _objects =
    [
        "configuration",
        "bareconfiguration",
        "customheaders",
        "decryptionkey",
        "signingkey",
        "custompasswordhash",
        "credentials",
        "setup", // the account of a flow's connection at another service
    ];

    /// <summary>Whether a property of this name is a secret.</summary>
    /// <param name="name">The API's name.</param>
    /// <param name="kind">
    /// The type of its value: an object's own names decide about its content, so <c>password</c> of authentication_methods is not a secret.
    /// </param>
    public static bool Contains(string name, JsonValueKind kind = JsonValueKind.String)
    {
        ArgumentNullException.ThrowIfNull(name);
        Span<char> buffer = name.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[name.Length];
        var plain = Plain(LastPart(name), buffer);
        return IsAny(_objects, plain)
            || (kind != JsonValueKind.Object && (IsAny(_names, plain) || HasEnding(plain) || HasNumberedEnding(plain)))
            || (kind == JsonValueKind.String && plain.EndsWith(Credentials) && !plain.SequenceEqual(CorsHeader));
    }

    /// <summary>
    /// Whether in a list of this name, the objects' own names decide: <c>credentials</c> of <c>client_authentication_methods</c> are ids.
    /// </summary>
    /// <param name="name">The API's name.</param>
    public static bool IsListOfReferences(string name) => string.Equals(name, "credentials", StringComparison.OrdinalIgnoreCase);

    // Of user[password] and passwords[], as forms of PHP and Rails name what is within, the last that isn't empty.
    private static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> name)
    {
        if (!name.EndsWith("]"))
        {
            return name;
        }

        var part = name.TrimEnd("[]");
        return part[(part.LastIndexOfAny('[', ']') + 1)..];
    }

    // In lower case, without underscores, hyphens and spaces.
    private static ReadOnlySpan<char> Plain(ReadOnlySpan<char> name, Span<char> buffer)
    {
        var length = 0;
        foreach (var character in name)
        {
            if (character is not ('_' or '-' or ' '))
            {
                buffer[length++] = char.ToLowerInvariant(character);
            }
        }

        return buffer[..length];
    }

    private static bool IsAny(string[] names, ReadOnlySpan<char> plain)
    {
        foreach (var name in names)
        {
            if (plain.SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    // password1; an ending such as p12 has digits of its own.
    private static bool HasNumberedEnding(ReadOnlySpan<char> plain) =>
        !plain.IsEmpty && char.IsAsciiDigit(plain[^1]) && HasEnding(plain.TrimEnd("0123456789"));

    private static bool HasEnding(ReadOnlySpan<char> plain)
    {
        if (plain.IsEmpty)
        {
            return false;
        }

        foreach (var ending in _endingsByLast[plain[^1]])
        {
            if (plain.EndsWith(ending))
            {
                return true;
            }
        }

        return false;
    }
}
