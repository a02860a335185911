namespace Auth0Flows.PowerShell;

/// <summary>Shows a person where to go and what to type; on the host, for the output is the token's.</summary>
internal static class HostDeviceCode
{
    public static void Show(Auth0CmdletBase cmdlet, Auth0DeviceCode code, bool showsQRCode) => cmdlet.AtHost(ui =>
    {
        ui.WriteLine($"Open {code.VerificationUri} on any device and enter the code {code.UserCode}");
        if (showsQRCode)
        {
            ui.WriteLine("or scan this:");
            foreach (var line in QRCodeText.Render(code.VerificationUriComplete.AbsoluteUri, ui.SupportsVirtualTerminal))
            {
                ui.WriteLine(line);
            }
        }

        return true;
    });
}
