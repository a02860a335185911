using System.Net;

namespace Auth0Flows.Fuzz;

/// <summary>A tenant's domain as somebody types or pastes it. Where it leads must be what it looks like.</summary>
internal sealed class DomainTarget : FuzzTarget
{
    private const int LongestLabel = 63; // RFC 1035 §2.3.4
    private const int LongestName = 253;

    public override string Name => "domains";

    public override IReadOnlyList<string> Words { get; } =
    [
        "acme.eu.auth0.com",
        "https://",
        "http://",
        "ftp://",
        "127.0.0.1",
        "localhost",
        "[::1]",
        ":8080",
        ":443",
        ":0",
        ":65536",
        "/",
        "?x",
        "#x",
        "user@",
        "user:password@",
        "xn--mnchen-3ya.de",
        "m\u00FCnchen.de",
        "\u0430cme.eu.auth0.com",
        "\u3002",
        "\uFF0E",
        "\uFF61",
        "\u2024",
        "\u2215",
        "\u2044",
        "\uFF20",
        "\uFF1A",
        "\u202E",
        "\u200B",
        "\u00AD",
        "%2e",
        "%40",
        ".",
        "..",
        "-",
        "_",
        "manage.auth0.com",
        "0x7f.1",
        "2130706433",
        "[::ffff:127.0.0.1]",
        "[fe80::1%25eth0]",
        "xn--",
        "\u212A",
        "\u00DF",
        "\uD83D\uDE00.ws",
    ];

    protected override string Read(byte[] input)
    {
        var text = Inputs.Text(input);
        Auth0Domain domain;
        try
        {
            domain = Auth0Domain.Parse(text);
        }
        catch (Auth0ConfigurationException failure)
        {
            Must.BeDocumented(failure);
            var message = failure.Message[..failure.Message.LastIndexOf(" Expected", StringComparison.Ordinal)];
            return Outcome.WithoutWhatDiffers(message[message.LastIndexOf("domain: ", StringComparison.Ordinal)..]);
        }

        var (uri, host) = (domain.BaseAddress, domain.Host);
        Must.Hold(
            uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback),
            $"A token would leave in the clear: {uri}"
        );
        Must.Hold(host.Length is > 0 and <= LongestName && host.All(IsOfHost), $"The host holds what no name holds: {host}");
        Must.Hold(
            IPAddress.TryParse(host, out _) || host.Split('.').All(static label => label.Length is > 0 and <= LongestLabel),
            $"The host has a label that is none: {host}"
        );
        Must.Hold(
            domain.Issuer.All(char.IsAscii)
                && domain.Issuer == $"{uri.Scheme}://{uri.Authority}/"
                && uri.PathAndQuery == "/"
                && uri.UserInfo.Length == 0,
            $"The issuer is none: {domain.Issuer}"
        );
        Must.Hold(
            Auth0Domain.Parse(domain.ToString()).Equals(domain) && Auth0Domain.Parse(domain.Issuer).Equals(domain),
            $"It is read as another domain: {domain}"
        );
        Must.Hold(
            domain.TokenEndpoint.Host == uri.Host && domain.ManagementApi.AbsoluteUri == domain.Issuer + "api/v2/",
            "An endpoint is elsewhere."
        );
        Must.Hold(
            !text.All(char.IsAscii)
                || text.Contains(host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
                || host.Contains(':', StringComparison.Ordinal),
            $"It leads elsewhere: {text}, {host}"
        );
        return $"{uri.HostNameType} {uri.IsDefaultPort} {uri.Scheme} {host.Contains("xn--", StringComparison.Ordinal)}";
    }

    private static bool IsOfHost(char character) =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-' or '_' or ':' or '[' or ']';
}
