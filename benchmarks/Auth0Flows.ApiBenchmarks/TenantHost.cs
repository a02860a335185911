using System.Globalization;
using System.Text.Json;
using Auth0Flows.LocalTenant;

namespace Auth0Flows.ApiBenchmarks;

/// <summary>
/// The tenant's process. It prints the tenant's address, then reads commands: <c>clear</c> clears the requests, <c>count</c> prints the
/// counts of the Management API's responses. It exits at the end of its input.
/// </summary>
internal static class TenantHost
{
    public static async Task<object?> RunAsync(string[] settings)
    {
        await using var tenant = Auth0LocalTenant.Start(Options(settings));
        Print(
            new
            {
                tenant.Domain,
                tenant.ClientId,
                ClientSecret = new System.Net.NetworkCredential("", tenant.ClientSecret).Password,
                tenant.ManagementAudience,
            }
        );
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "clear")
            {
                tenant.ClearRequests();
                Print("cleared");
            }
            else
            {
                var requests = tenant.Requests.Where(request => request.Path.StartsWith("/api/v2/", StringComparison.Ordinal)).ToList();
                Print(
                    new TenantCount(
                        requests.Count(request => request.StatusCode == 200),
                        requests.Count(request => request.StatusCode == 429),
                        requests.Count
                    )
                );
            }
        }

        return null;
    }

    private static void Print<T>(T value) => Console.WriteLine(JsonSerializer.Serialize(value));

    private static Auth0LocalTenantOptions Options(string[] settings)
    {
        var options = new Auth0LocalTenantOptions();
        foreach (var setting in settings)
        {
            var (name, number) = (setting.Split('=')[0], int.Parse(setting.Split('=')[1], CultureInfo.InvariantCulture));
            switch (name)
            {
                case nameof(options.ClientCount):
                    options.ClientCount = number;
                    break;
                case nameof(options.LogCount):
                    options.LogCount = number;
                    break;
                case nameof(options.Latency):
                    options.Latency = TimeSpan.FromMilliseconds(number);
                    break;
                case nameof(options.RateLimit):
                    options.RateLimit = number;
                    break;
                case nameof(options.RateLimitPerSecond):
                    options.RateLimitPerSecond = number;
                    break;
                default:
                    throw new ArgumentException($"There is no setting {name}.");
            }
        }

        return options;
    }
}
