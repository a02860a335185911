using System.Net;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.Passkeys;

namespace Auth0Flows.Tests.LocalTenant;

/// <summary>What a software authenticator forges, each refused by the local tenant for its own reason.</summary>
public sealed class PasskeyForgeryTests : PasskeyTenantTest
{
    /// <summary>Forged answers to a login, and the reasons that refuse them.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Forge, string Reason)> _logins = new()
    {
        ["another type"] = (
            key => key.ClientData = data => data["type"] = "webauthn.create",
            "The type of the client data is not webauthn.get."
        ),
        ["another challenge"] = (
            key => key.ClientData = data => data["challenge"] = SoftwareAuthenticator.Encode(new byte[32]),
            "The challenge is not the one of this login."
        ),
        ["another origin"] = (key => key.Origin = "https://evil.example", "The origin is not that of this relying party."),
        ["an origin that begins alike"] = (
            key => key.Origin = "http://localhost.evil.example",
            "The origin is not that of this relying party."
        ),
        ["an origin with a path"] = (key => key.Origin = "http://localhost/x", "The origin is not that of this relying party."),
        ["a frame of another origin"] = (
            key => key.ClientData = data => data["crossOrigin"] = true,
            "The authenticator was asked from within a page of another origin."
        ),
        ["a token binding"] = (
            key => key.ClientData = data => data["tokenBinding"] = new JsonObject { ["status"] = "present", ["id"] = "x" },
            "The token binding is not that of this connection."
        ),
        ["another relying party"] = (key => key.RelyingPartyId = "evil.example", "The rpIdHash is not that of this relying party."),
        ["nobody there"] = (key => key.Flags = SoftwareAuthenticator.UserVerified, "The user was not present."),
        ["a flipped signature"] = (
            key => key.Signature = signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)],
            "The signature is not valid."
        ),
        ["a signature that is no signature"] = (key => key.Signature = _ => [1, 2, 3], "The signature is not valid."),
        ["an unknown passkey"] = (key => key.CredentialId = new byte[32], "The credential is unknown."),
        ["another user's handle"] = (
            key => key.UserHandle = SoftwareAuthenticator.Encode(new byte[32]),
            "The userHandle is not that of the credential's user."
        ),
        ["no handle"] = (key => key.UserHandle = null, "The userHandle is not that of the credential's user."),
        ["a counter that goes back"] = (
            key => key.SignCount = 6,
            "The signature counter did not advance: the passkey may have been copied."
        ),
        ["a counter that stays"] = (key => key.SignCount = 7, "The signature counter did not advance: the passkey may have been copied."),
        ["data that is cut off"] = (
            key => key.Data = data => data[..36],
            "The answer of the authenticator is not readable: the authenticator data ends too early."
        ),
        ["data that goes on"] = (
            key => key.Data = data => [.. data, 0],
            "The answer of the authenticator is not readable: the authenticator data goes on after its end."
        ),
        ["extensions that are no map"] = (
            key => (key.Flags, key.Data) = ((byte)(key.Flags | 0x80), data => [.. data, 0x01]),
            "The answer of the authenticator is not readable: CBOR: this is not a map."
        ),
        ["a backup without eligibility"] = (
            key => key.Flags |= 0x10,
            "The answer of the authenticator is not readable: the flags for backups contradict each other."
        ),
        ["client data that is no JSON"] = (
            key => key.Answer = answer => answer["response"]!["clientDataJSON"] = SoftwareAuthenticator.Encode("{"u8.ToArray()),
            "The answer of the authenticator is not readable: the client data is not JSON."
        ),
        ["client data with half a character"] = (
            key =>
                key.Answer = answer =>
                    answer["response"]!["clientDataJSON"] = SoftwareAuthenticator.Encode("""{"type":"\ud800"}"""u8.ToArray()),
            "The answer of the authenticator is not readable: a text in the client data is not valid."
        ),
        ["other client data than signed"] = (
            key =>
                key.Answer = answer =>
                {
                    var data = JsonNode.Parse(FromBase64Url(answer["response"]!["clientDataJSON"]!.GetValue<string>()))!;
                    data["note"] = "x";
                    answer["response"]!["clientDataJSON"] = SoftwareAuthenticator.Encode(
                        System.Text.Encoding.UTF8.GetBytes(data.ToJsonString())
                    );
                },
            "The signature is not valid."
        ),
    };

    /// <summary>Forged answers to a registration, and the reasons that refuse them.</summary>
    private static readonly Dictionary<string, (Action<SoftwareAuthenticator> Forge, string Reason)> _registrations = new()
    {
        ["another type"] = (
            key => key.ClientData = data => data["type"] = "webauthn.get",
            "The type of the client data is not webauthn.create."
        ),
        ["another relying party"] = (key => key.RelyingPartyId = "evil.example", "The rpIdHash is not that of this relying party."),
        ["nobody there"] = (key => key.Flags = 0, "The user was not present."),
        ["another id"] = (
            key => key.Answer = answer => (answer["id"], answer["rawId"]) = ("AAAA", "AAAA"),
            "The id is not that of the attested credential."
        ),
        ["no credential"] = (
            key => key.Data = data => [.. data[..32], SoftwareAuthenticator.UserPresent, .. data[33..37]],
            "The attestation has no credential."
        ),
        ["another algorithm"] = (
            key => key.Key = cose => [.. cose[..4], 0x27, .. cose[5..]],
            "The answer of the authenticator is not readable: the key's algorithm -8 is not one of those that were offered."
        ),
        ["another curve"] = (
            key => key.Key = cose => [.. cose[..6], 0x02, .. cose[7..]],
            "The answer of the authenticator is not readable: the key is not one of the curve P-256 with both coordinates."
        ),
        ["a point beside the curve"] = (
            key => key.Key = cose => [.. cose[..^1], (byte)(cose[^1] ^ 1)],
            "The answer of the authenticator is not readable: the key is not valid."
        ),
        ["a key with sorted members only in parts"] = (
            key => key.Key = cose => [cose[0], .. cose[3..5], .. cose[1..3], .. cose[5..]],
            "The answer of the authenticator is not readable: CBOR: the keys of a map are not sorted, or not numbers and texts."
        ),
        ["a number that is too long"] = (
            key => key.Attestation = map => [0xB8, 0x03, .. map[1..]],
            "The answer of the authenticator is not readable: CBOR: a number that is not as short as it can be."
        ),
        ["an indefinite length"] = (
            key => key.Attestation = map => [0xBF, .. map[1..], 0xFF],
            "The answer of the authenticator is not readable: CBOR: indefinite lengths are not allowed."
        ),
        ["a tag"] = (
            key => key.Attestation = map => [0xC0, .. map],
            "The answer of the authenticator is not readable: CBOR: tags are not allowed."
        ),
        ["bytes behind the object"] = (
            key => key.Attestation = map => [.. map, 0],
            "The answer of the authenticator is not readable: the attestation object has more than fmt, attStmt and authData."
        ),
        ["an object that is cut off"] = (
            key => key.Attestation = map => map[..^1],
            "The answer of the authenticator is not readable: CBOR: the data ends too early."
        ),
        ["a statement of another format"] = (
            key => key.Attestation = map => [.. map[..5], 0x64, .. "self"u8, .. map[10..]],
            "The answer of the authenticator is not readable: the attestation statement is not of the format none."
        ),
    };

    public static TheoryData<string> ForgedLogins => [.. _logins.Keys];

    public static TheoryData<string> ForgedRegistrations => [.. _registrations.Keys];

    [Theory]
    [MemberData(nameof(ForgedLogins))]
    public async Task ForgedLogin_IsRefusedForItsReason_AndTheChallengeIsUsedUp(string name)
    {
        using var key = await RegisteredAsync(signCount: 7);
        var challenge = await StartOkAsync("/passkey/challenge");
        var (options, before) = (challenge["authn_params_public_key"]!, (key.CredentialId, key.UserHandle));
        key.SignCount = 8;
        _logins[name].Forge(key);
        using var response = await FinishAsync(challenge, key.Get(options));
        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", _logins[name].Reason);

        // The right answer comes too late, and a new challenge takes it.
        (key.ClientData, key.Data, key.Signature, key.Answer) = (null, null, null, null);
        (key.Origin, key.RelyingPartyId, key.Flags, key.SignCount) = (
            "http://localhost:8443",
            "localhost",
            SoftwareAuthenticator.UserPresent,
            9
        );
        (key.CredentialId, key.UserHandle) = before;
        using var late = await FinishAsync(challenge, key.Get(options));
        await AssertRefusedAsync(late, HttpStatusCode.Forbidden, "invalid_grant", "The auth_session is unknown or was used.");
        var another = await StartOkAsync("/passkey/challenge");
        using var right = await FinishAsync(another, key.Get(another["authn_params_public_key"]!));
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [MemberData(nameof(ForgedRegistrations))]
    public async Task ForgedRegistration_IsRefusedForItsReason_AndMakesNoUser(string name)
    {
        using var key = new SoftwareAuthenticator();
        _registrations[name].Forge(key);
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", _registrations[name].Reason);
        Assert.Throws<ArgumentException>(() => Tenant.GetUser("new@example.com"));
    }

    [Fact]
    public async Task RsaKey_OfFewBits_IsRefused()
    {
        using var key = new SoftwareAuthenticator(isRsa: true, bits: 1024);
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("new@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(
            response,
            HttpStatusCode.Forbidden,
            "invalid_grant",
            "The answer of the authenticator is not readable: the RSA key has less than 2,048 bits."
        );
    }

    [Fact]
    public async Task Passkey_OfSomebodyElse_CantBeRegisteredAgain()
    {
        using var key = await RegisteredAsync();
        var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile("other@example.com")));
        using var response = await FinishAsync(begun, key.Create(begun["authn_params_public_key"]!));

        await AssertRefusedAsync(response, HttpStatusCode.Forbidden, "invalid_grant", "The credential is already registered.");
    }

    /// <summary>The signature covers all that an assertion says.</summary>
    [Theory]
    [InlineData("authenticatorData")]
    [InlineData("clientDataJSON")]
    [InlineData("signature")]
    [InlineData("userHandle")]
    public async Task AnyFlippedBit_OfALogin_IsRefused(string part)
    {
        using var key = await RegisteredAsync();
        var length = 1;
        for (var place = 0; place < length; place++)
        {
            var challenge = await StartOkAsync("/passkey/challenge");
            var answer = key.Get(challenge["authn_params_public_key"]!);
            length = Flip(answer, part, place);
            using var response = await FinishAsync(challenge, answer);

            Assert.Equal((place, HttpStatusCode.Forbidden), (place, response.StatusCode));
        }
    }

    /// <summary>Nothing is signed in an attestation of the format none; but nothing breaks the tenant.</summary>
    [Fact]
    public async Task AnyFlippedBit_OfARegistration_IsAnswered()
    {
        using var key = new SoftwareAuthenticator();
        var (length, accepted) = (1, 0);
        for (var place = 0; place < length; place++)
        {
            key.CredentialId[0]++;
            var begun = await StartOkAsync("/passkey/register", ("user_profile", Profile($"new{place}@example.com")));
            var answer = key.Create(begun["authn_params_public_key"]!);
            length = Flip(answer, "attestationObject", place);
            using var response = await FinishAsync(begun, answer);
            accepted += response.StatusCode == HttpStatusCode.OK ? 1 : 0;

            Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Forbidden, $"{place}: {response.StatusCode}");
        }

        // The model of the authenticator (16 bytes), and the counter (4): neither means anything yet.
        Assert.Equal(20, accepted);
    }

    [Fact]
    public async Task RightAnswer_OfManyAtOnce_IsTakenOnce()
    {
        using var key = await RegisteredAsync();
        var challenge = await StartOkAsync("/passkey/challenge");
        var answer = key.Get(challenge["authn_params_public_key"]!);
        var responses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => FinishAsync(challenge, answer)));

        Assert.Single(responses, static response => response.StatusCode == HttpStatusCode.OK);
        Array.ForEach(responses, static response => response.Dispose());
    }

    private static int Flip(JsonObject answer, string part, int place)
    {
        var response = answer["response"]!.AsObject();
        var bytes = FromBase64Url(response[part]!.GetValue<string>());
        bytes[Math.Min(place, bytes.Length - 1)] ^= 1; // signatures are not all of one length
        response[part] = SoftwareAuthenticator.Encode(bytes);
        return bytes.Length;
    }
}
