using System.Net.Http.Json;

namespace PeerModule;

/// <summary>
/// Reads the list of applications with handwritten code: HttpClient, System.Text.Json with source generation, page by page.
/// </summary>
public static class PeerClients
{
    /// <summary>Reads all applications without keeping them. Returns their number.</summary>
    public static async Task<int> ReadAsync(HttpClient http, string address)
    {
        ArgumentNullException.ThrowIfNull(http);
        var read = 0;
        for (var number = 0; ; number++)
        {
            var page = await http.GetFromJsonAsync(
                    $"{address}?page={number}&per_page=100&include_totals=true",
                    PeerJsonContext.Default.PeerClientPage
                )
                .ConfigureAwait(false);
            foreach (var client in page!.Clients)
            {
                read += client.ClientId is null ? 0 : 1;
            }

            if (page.Start + page.Clients.Count >= page.Total)
            {
                return read;
            }
        }
    }

    /// <summary>The same, synchronously, for PowerShell.</summary>
    public static int Read(HttpClient http, string address) => ReadAsync(http, address).GetAwaiter().GetResult();
}
