using System.Net;
using System.Security;

namespace Auth0Flows.PowerShell;

/// <summary>Shows recovery codes to the person who must keep them: they come once. Where nobody is there, a warning says where they are.</summary>
internal static class RecoveryCodes
{
    public static void Show(Auth0CmdletBase cmdlet, params IReadOnlyList<SecureString?> codes)
    {
        var given = codes.OfType<SecureString>().ToArray();
        if (given.Length == 0)
        {
            return;
        }

        if (!HostPrompt.IsPersonThere(cmdlet))
        {
            cmdlet.WriteWarning("There is a new recovery code on the object. It comes this once: keep it.");
            return;
        }

        cmdlet.AtHost(ui =>
        {
            ui.WriteLine("Keep this recovery code; it is shown once:");
            foreach (var code in given)
            {
                ui.WriteLine("    " + new NetworkCredential("", code).Password);
            }

            return true;
        });
    }
}
