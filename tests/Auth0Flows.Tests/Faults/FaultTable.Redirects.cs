using static Auth0Flows.Auth0ErrorCode;

namespace Auth0Flows.Tests.Faults;

// Redirects: a token isn't sent elsewhere, and a POST isn't repeated elsewhere.
internal static partial class FaultTable
{
    private static Auth0ErrorCode[] Redirected => [RedirectRefused];

    private static Fault[] Redirects =>
        [
            Redirect("300", "300 with several choices", 300, null),
            Redirect("304", "304 Not Modified, which was not requested", 304, null),
            Redirect("302-nowhere", "302 without an address", 302, null),
            Redirect("302-broken", "302 to something that is no address", 302, "http://[::1"),
            Redirect("301-host", "301 to another host", 301, "https://collector.example/oauth/token"),
            Redirect("302-host", "302 to another host", 302, "https://collector.example/oauth/token"),
            Redirect("303-host", "303 to another host", 303, "https://collector.example/oauth/token"),
            Redirect("307-host", "307 to another host", 307, "https://collector.example/oauth/token"),
            Redirect("308-host", "308 to another host", 308, "https://collector.example/oauth/token"),
            Redirect("307-port", "307 to another port of the same host", 307, "http://127.0.0.1:9/oauth/token"),
            Redirect("307-scheme-relative", "307 to another host, by its name alone", 307, "//collector.example/oauth/token"),
            Redirect("302-user", "302 to the same name before an @", 302, "http://127.0.0.1@collector.example/"),
            Redirect("302-file", "302 to a file", 302, "file:///etc/passwd"),
            Redirect("302-script", "302 to a script", 302, "javascript:alert(1)"),
            Loop(301),
            Loop(302),
            Loop(303),
            Loop(307),
            Loop(308),
        ];

    private static Fault Loop(int status) =>
        new(
            $"{status}-loop",
            $"{status} to itself, without end",
            (line, _) => line.SendAsync(Refusal(status).Whole("Location: " + line.Request!.Target)),
            Redirected
        );

    // The collector must never be contacted: its name doesn't resolve, so that would be HostNotFound.
    private static Fault Redirect(string name, string what, int status, string? location) =>
        new(
            name,
            what,
            Send(answer =>
                (Refusal(status) with { Body = status == 304 ? [] : "{}"u8.ToArray() }).Whole(
                    location is null ? [] : ["Location: " + location]
                )
            ),
            [.. Refused, .. Redirected]
        );
}
