using System.Security;
using BenchmarkDotNet.Attributes;

namespace Auth0Flows.Benchmarks;

/// <summary>A token that the session holds, among few and many others. Nothing goes over HTTP, neither here nor while filling.</summary>
public class CacheHit : IDisposable
{
    private const int Grants = 1024;

    private readonly ClientCredentialsGrant[] _grants = new ClientCredentialsGrant[Grants];
    private Auth0Session _session = null!;
    private int _next;

    /// <summary>How many tokens the session holds.</summary>
    [Params(1, 1_000, 100_000)]
    public int Held { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var domain = Auth0Domain.Parse("http://127.0.0.1:9");
        _session = new Auth0Session(new Auth0SessionOptions { Domain = domain, Client = CreateClient() });

        // Sessions of one client share a cache: taking part in it is the way in.
        using var lease = SharedTokenCaches.OfProcess.Join(domain, CreateClient());
        for (var i = 0; i < Held; i++)
        {
            var grant = CreateGrant(i);
            var answer = new TokenAnswer("opaque", "Bearer", TimeSpan.FromDays(1), null, null, null);
            lease.Cache.Add(TokenKey.For(grant), new Auth0Token(answer, grant.Asked, domain, "client", TimeProvider.System));
        }

        // Those that are asked for, spread over all that are held.
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

    /// <summary>The same token again and again.</summary>
    [Benchmark]
    public Auth0Token TryGetToken() => _session.TryGetToken(_grants[0], out var token) ? token : throw new InvalidOperationException();

    /// <summary>One after the other of a thousand.</summary>
    [Benchmark]
    public Auth0Token TryGetTokenInTurn() =>
        _session.TryGetToken(_grants[_next++ % Grants], out var token) ? token : throw new InvalidOperationException();

    /// <summary>As the cmdlet asks: a new grant, and an answer that is there at once.</summary>
    [Benchmark]
    public Auth0Token GetTokenAsync()
    {
        var answer = _session.GetTokenAsync(new ClientCredentialsGrant(_grants[0].Audience!));
        // Held tokens are there at once: nothing waits.
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
