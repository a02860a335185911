using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.Tests.LocalTenant;
using Auth0Flows.Tests.Passkeys;
using Fido2NetLib;

namespace Auth0Flows.Tests.ThirdParty;

/// <summary>
/// A relying party that isn't ours, the library Fido2, reads the options of the local tenant and verifies what the authenticators of the
/// tests and of the local tenant answer. So neither side is only right for the other one.
/// </summary>
public sealed class Fido2Tests : PasskeyTenantTest
{
    private Fido2 Judge =>
        new(
            new Fido2Configuration
            {
                RPID = "localhost",
                RPName = "localhost",
                Origins = new HashSet<string> { "http://localhost", $"http://localhost:{Tenant.Port}" },
            }
        );

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SoftwareAuthenticator_AnswersWhatFido2Accepts(bool isRsa)
    {
        using var key = new SoftwareAuthenticator(isRsa) { SignCount = 1 };

        await JudgeAsync(
            options => key.Create(options),
            (options, _) =>
            {
                key.SignCount++;
                return key.Get(options);
            }
        );
    }

    [Fact]
    public async Task PlayedAuthenticator_AnswersWhatFido2Accepts() =>
        await JudgeAsync(
            options => JsonNode.Parse(Tenant.CreatePasskey(options.ToJsonString()))!,
            (options, user) => JsonNode.Parse(Tenant.SignWithPasskey(Tenant.GetUser(user), options.ToJsonString()))!
        );

    [Fact]
    public async Task ForgedSignature_IsRefusedByFido2Too()
    {
        using var key = new SoftwareAuthenticator();
        await Assert.ThrowsAsync<Fido2VerificationException>(() =>
            JudgeAsync(
                options => key.Create(options),
                (options, _) =>
                {
                    key.Signature = static signature => [.. signature[..^1], (byte)(signature[^1] ^ 1)];
                    return key.Get(options);
                }
            )
        );
    }

    private async Task JudgeAsync(Func<JsonNode, JsonNode> create, Func<JsonNode, string, JsonNode> sign)
    {
        const string Email = "new@example.com";
        var registration = await StartOkAsync("/passkey/register", ("user_profile", Profile(Email)));
        var (creation, made) = (registration["authn_params_public_key"]!, create(registration["authn_params_public_key"]!));
        var registered = await Judge.MakeNewCredentialAsync(
            new MakeNewCredentialParams
            {
                AttestationResponse = made.Deserialize<AuthenticatorAttestationRawResponse>()!,
                OriginalOptions = CredentialCreateOptions.FromJson(creation.ToJsonString()),
                IsCredentialIdUniqueToUserCallback = static (_, _) => Task.FromResult(true),
            },
            Cancel
        );
        using var created = await FinishAsync(registration, made);
        Assert.True(created.IsSuccessStatusCode);
        Assert.Equal(made["id"]!.GetValue<string>(), SoftwareAuthenticator.Encode(registered.Id));

        var login = await StartOkAsync("/passkey/challenge");
        var (request, signed) = (login["authn_params_public_key"]!, sign(login["authn_params_public_key"]!, Email));
        var verified = await Judge.MakeAssertionAsync(
            new MakeAssertionParams
            {
                AssertionResponse = signed.Deserialize<AuthenticatorAssertionRawResponse>()!,
                OriginalOptions = AssertionOptions.FromJson(request.ToJsonString()),
                StoredPublicKey = registered.PublicKey,
                StoredSignatureCounter = registered.SignCount,
                IsUserHandleOwnerOfCredentialIdCallback = (owner, _) =>
                    Task.FromResult(SoftwareAuthenticator.Encode(owner.UserHandle) == creation["user"]!["id"]!.GetValue<string>()),
            },
            Cancel
        );
        using var signedIn = await FinishAsync(login, signed);
        Assert.True(signedIn.IsSuccessStatusCode);
        Assert.Equal(registered.Id, verified.CredentialId);
    }
}
