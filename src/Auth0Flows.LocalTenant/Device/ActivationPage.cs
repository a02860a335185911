using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Device;

/// <summary>
/// /activate: the page that a device's user opens in a browser (RFC 8628 §3.3). Instead of Auth0's login, the user clicks on their name.
/// </summary>
internal sealed class ActivationPage(DeviceAuthorizations devices, UserStore users)
{
    public const string Path = "/activate";

    /// <summary>GET: asks for the code; with a code, asks whether to connect the device.</summary>
    public ValueTask<ServerResponse> ShowAsync(ServerRequest request) =>
        ValueTask.FromResult(
            request.Parameters["user_code"] is not { Length: > 0 } userCode
                ? HtmlPage.Answer(
                    200,
                    "Device Activation",
                    $"<p>Enter the code that your device shows.</p>{Form("get", "<input name=\"user_code\" autofocus required><button>Continue</button>")}"
                )
            : devices.FindWaiting(userCode) is { } device ? Confirmation(device)
            : Unknown()
        );

    /// <summary>POST: connects the device for a user, or denies it (<c>action=deny</c>).</summary>
    public ValueTask<ServerResponse> AnswerAsync(ServerRequest request)
    {
        var form = QueryParameters.Parse(request.IsForm ? request.BodyText : "");
        var userCode = form["user_code"] ?? "";
        var denies = form["action"] == "deny";
        var user = users.FindById(form["user"] ?? "");
        if (user is null && !denies)
        {
            return ValueTask.FromResult(HtmlPage.Answer(400, "Who are you?", "<p>There is no such user.</p>"));
        }

        return ValueTask.FromResult(
            (denies ? devices.Deny(userCode) : devices.Approve(userCode, user!)) switch
            {
                null => Unknown(),
                { Denial: { } reason } => HtmlPage.Answer(200, "Not connected", $"<p>{HtmlPage.Encode(reason)}</p>"),
                _ => HtmlPage.Answer(200, "Congratulations, you're all set!", "<p>Your device is now connected.</p>"),
            }
        );
    }

    private static string Form(string method, string content) => $"<form method=\"{method}\" action=\"{Path}\">{content}</form>";

    private static ServerResponse Unknown() =>
        HtmlPage.Answer(
            400,
            "Invalid code",
            "<p>No device waits with this code: it is another one, it has expired, or it has been used.</p>"
        );

    private ServerResponse Confirmation(DeviceAuthorization device) =>
        HtmlPage.Answer(
            200,
            "Device Confirmation",
            $"<p>Does your device show this code? <strong>{HtmlPage.Encode(device.UserCode)}</strong></p>"
                + HtmlPage.Details(device.AuthorizationDetails)
                + Form(
                    "post",
                    $"{HtmlPage.Hidden("user_code", device.UserCode)}\n{HtmlPage.UserButtons(users.Snapshot())}{HtmlPage.Button("action", "deny", "Cancel")}"
                )
        );
}
