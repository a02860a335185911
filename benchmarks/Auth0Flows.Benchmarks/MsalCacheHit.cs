using System.Globalization;
using System.Net;
using BenchmarkDotNet.Attributes;
using Microsoft.Identity.Client;

namespace Auth0Flows.Benchmarks;

/// <summary>
/// The peer of <see cref="CacheHit"/>: MSAL.NET gets an application's token from its cache. It keeps a partition for each tenant; as many
/// tokens as a session holds are spread over partitions of a thousand.
/// </summary>
public class MsalCacheHit
{
    private const int Partition = 1000;

    private readonly IConfidentialClientApplication _application = ConfidentialClientApplicationBuilder
        .Create("client")
        .WithClientSecret("secret")
        .WithAuthority("https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", validateAuthority: false)
        .WithInstanceDiscovery(enableInstanceDiscovery: false)
        .WithHttpClientFactory(new TokenServer())
        .Build();

    /// <summary>The number of tokens that the application holds.</summary>
    [Params(1_000, 100_000)]
    public int Held { get; set; }

    [GlobalSetup]
    public async Task FillAsync()
    {
        for (var number = 0; number < Held; number++)
        {
            await AcquireAsync(number);
        }

        if ((await AcquireAsync(Held / 2)).AuthenticationResultMetadata.TokenSource != TokenSource.Cache)
        {
            throw new InvalidOperationException("The token should be in the cache.");
        }
    }

    [Benchmark]
    public Task<AuthenticationResult> AcquireTokenForClient() => AcquireAsync(Held / 2);

    private Task<AuthenticationResult> AcquireAsync(int number) =>
        _application
            .AcquireTokenForClient([$"https://api-{(number % Partition).ToString(CultureInfo.InvariantCulture)}.example.com/.default"])
            .WithTenantId($"00000000-0000-0000-0000-{number / Partition:000000000000}")
            .ExecuteAsync();

    private sealed class TokenServer : HttpMessageHandler, IMsalHttpClientFactory
    {
        private const string Answer = """{"token_type":"Bearer","expires_in":86400,"access_token":"opaque"}""";

        public HttpClient GetHttpClient() => new(this, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(
                new HttpResponseMessage(HttpStatusCode.OK)
                {
                    Content = new StringContent(Answer, null, "application/json"),
                    RequestMessage = request,
                }
            );
    }
}
