using System.Security;
using BenchmarkDotNet.Attributes;

namespace Auth0Flows.Benchmarks;

/// <summary>
/// Gets a token that the session holds, with few or many others. There is no HTTP request, not even while filling the cache.
/// </summary>
public class CacheHit : IDisposable
{
    private const int Grants = 1024;

    private readonly ClientCredentialsGrant[] _grants = new ClientCredentialsGrant[Grants];
    private Auth0Session _session = null!;
    private int _next;

    /// <summary>The number of tokens that the session holds.</summary>
    [Params(1, 1_000, 100_000)]
    public int Held { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var domain = Auth0Domain.Parse("http://127.0.0.1:9");
        _session = new Auth0Session(new Auth0SessionOptions { Domain = domain, Client = CreateClient() });

        // Sessions of the same client share a cache; joining it gives access to it.
        using var lease = SharedTokenCaches.OfProcess.Join(domain, CreateClient());
        for (var i = 0; i < Held; i++)
        {
            var grant = CreateGrant(i);
            var answer = new TokenAnswer("opaque", "Bearer", TimeSpan.FromDays(1), null, null, null);
            lease.Cache.Add(TokenKey.For(grant), new Auth0Token(answer, grant.Asked, domain, "client", TimeProvider.System));
        }

        // The requested tokens are spread over all held ones.
        for (var i = 0; i < Grants; i++)
        {
            _grants[i] = CreateGrant((int)((long)i * Held / Grants));
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _session.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Gets the same token each time.</summary>
    [Benchmark]
    public Auth0Token TryGetToken() => _session.TryGetToken(_grants[0], out var token) ? token : throw new InvalidOperationException();

    /// <summary>Gets a thousand tokens in turn.</summary>
    [Benchmark]
    public Auth0Token TryGetTokenInTurn() =>
        _session.TryGetToken(_grants[_next++ % Grants], out var token) ? token : throw new InvalidOperationException();

    /// <summary>Gets a token like the cmdlet does: a new grant, and a result that is available at once.</summary>
    [Benchmark]
    public Auth0Token GetTokenAsync()
    {
        var answer = _session.GetTokenAsync(new ClientCredentialsGrant(_grants[0].Audience!));
        // Held tokens are available at once, without waiting.
        return answer.IsCompletedSuccessfully ? answer.Result : throw new InvalidOperationException();
    }

    private static ClientCredentialsGrant CreateGrant(int number) => new($"https://api-{number:000000}.example.com/");

    private static Auth0ClientAuthentication CreateClient()
    {
        using var secret = new SecureString();
        secret.AppendChar('s');
        return Auth0ClientAuthentication.SecretPost("client", secret);
    }
}
