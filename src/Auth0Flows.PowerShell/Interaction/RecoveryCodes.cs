using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Brings recovery codes to the person who must keep them: they come once. Where nobody is there, a warning says where they are.
/// </summary>
internal static class RecoveryCodes
{
    /// <summary>Writes the object that they came with, so that neither is lost.</summary>
    public static void WriteWith(Auth0CmdletBase cmdlet, object result, params IReadOnlyList<Auth0Secret?> codes)
    {
        var given = codes.OfType<Auth0Secret>().ToArray();
        var isShown = given.Length > 0 && HostPrompt.IsPersonThere(cmdlet);
        if (isShown)
        {
            Show(cmdlet, given); // before the object, behind which the pipeline may end
        }

        cmdlet.WriteObject(result);
        if (given.Length > 0 && !isShown)
        {
            // After it: -WarningAction Stop ends here.
            cmdlet.WriteWarning("The object contains a new recovery code. It is shown only once: save it.");
        }
    }

    private static void Show(Auth0CmdletBase cmdlet, Auth0Secret[] given)
    {
        cmdlet.AtHost(ui =>
        {
            ui.WriteLine("Save this recovery code; it is shown only once:");
            foreach (var code in given)
            {
                ui.WriteLine("    " + new NetworkCredential("", code).Password);
            }

            return true;
        });
    }
}
