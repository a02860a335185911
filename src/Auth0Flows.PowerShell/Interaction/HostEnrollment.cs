using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>Shows the user the QR code that an app scans.</summary>
internal static class HostEnrollment
{
    public static void Show(Auth0CmdletBase cmdlet, Auth0MfaEnrollment enrollment, bool showsQRCode)
    {
        if (showsQRCode && enrollment.BarcodeUri is { } uri && HostPrompt.IsPersonThere(cmdlet))
        {
            cmdlet.AtHost(ui =>
            {
                var lines = QRCodeText.Render(new NetworkCredential("", uri).Password, ui.SupportsVirtualTerminal);
                ui.WriteLine(
                    lines.Count == 0 ? "The address is too long for a QR code. It is in BarcodeUri."
                    : enrollment.Type == Auth0MfaAuthenticatorType.Push ? "Scan this with the Guardian app:"
                    : "Scan this with your authenticator app:"
                );
                foreach (var line in lines)
                {
                    ui.WriteLine(line);
                }

                return true;
            });
        }
    }
}
