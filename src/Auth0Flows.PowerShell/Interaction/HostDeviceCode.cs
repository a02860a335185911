namespace Auth0Flows.PowerShell;

/// <summary>Shows the URL and the code to the user; on the host, because the output is the token.</summary>
internal static class HostDeviceCode
{
    public static void Show(Auth0CmdletBase cmdlet, Auth0DeviceCode code, bool showsQRCode)
    {
        cmdlet.WriteHost($"Open {code.VerificationUri.AbsoluteUri} on any device and enter the code {code.UserCode}");
        var lines = showsQRCode
            ? QRCodeText.Render(code.VerificationUriComplete.AbsoluteUri, cmdlet.Host.UI is { SupportsVirtualTerminal: true })
            : [];
        if (lines.Count > 0)
        {
            cmdlet.WriteHost("or scan this:");
            foreach (var line in lines)
            {
                cmdlet.WriteHost(line);
            }
        }
    }
}
