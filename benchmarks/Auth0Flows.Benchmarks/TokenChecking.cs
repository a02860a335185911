using System.Buffers.Text;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auth0Flows.LocalTenant;
using BenchmarkDotNet.Attributes;

namespace Auth0Flows.Benchmarks;

/// <summary>
/// Tests a token with the tenant's keys held, as <c>Test-Auth0Token</c> does. The peer only verifies the RSA signature, with the key in
/// memory.
/// </summary>
public class TokenChecking : IDisposable
{
    private const string Api = "https://orders.example.com/";

    private readonly Auth0TokenRequirements _requirements = new() { Audience = [Api] };
    private readonly RSA _rsa = RSA.Create();
    private Auth0LocalTenant _tenant = null!;
    private Auth0Session _session = null!;
    private SecureString _token = null!;
    private byte[] _signed = null!;
    private byte[] _signature = null!;

    [GlobalSetup]
    public async Task IssueAsync()
    {
        _tenant = Auth0LocalTenant.Start();
        using var secret = new NetworkCredential("", _tenant.ClientSecret).SecurePassword;
        _session = new Auth0Session(
            new Auth0SessionOptions
            {
                Domain = Auth0Domain.Parse(_tenant.Domain),
                Client = Auth0ClientAuthentication.SecretPost(_tenant.ClientId, secret),
            }
        );
        _token = (await _session.GetTokenAsync(new ClientCredentialsGrant(Api))).AccessToken;
        var text = new NetworkCredential("", _token).Password;
        var end = text.LastIndexOf('.');
        (_signed, _signature) = (Encoding.ASCII.GetBytes(text[..end]), Base64Url.DecodeFromChars(text.AsSpan(end + 1)));

        using var http = new HttpClient();
        var keys = JsonElement.Parse(await http.GetStringAsync($"{_tenant.Domain}/.well-known/jwks.json")).GetProperty("keys");
        byte[] Read(string name) => Base64Url.DecodeFromChars(keys[0].GetProperty(name).GetString());
        _rsa.ImportParameters(new RSAParameters { Modulus = Read("n"), Exponent = Read("e") });
        if (!VerifyPeer() || !(await TestAsync()).IsValid)
        {
            throw new InvalidOperationException("The token should be valid.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _session.Dispose();
        _tenant.Dispose();
        _rsa.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public Task<Auth0TokenTest> TestAsync() => _session.TestTokenAsync(_token, _requirements);

    [Benchmark(Baseline = true)]
    public bool VerifyPeer() => _rsa.VerifyData(_signed, _signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
