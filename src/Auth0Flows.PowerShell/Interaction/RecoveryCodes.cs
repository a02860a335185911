using System.Net;

namespace Auth0Flows.PowerShell;

/// <summary>
/// Shows recovery codes to the user, who must save them: they are returned only once. Without a user, a warning says where they are.
/// </summary>
internal static class RecoveryCodes
{
    /// <summary>Writes the object that contains them, so that neither is lost.</summary>
    public static void WriteWith(Auth0CmdletBase cmdlet, object result, params IReadOnlyList<Auth0Secret?> codes)
    {
        var given = codes.OfType<Auth0Secret>().ToArray();
        var isShown = given.Length > 0 && HostPrompt.IsPersonThere(cmdlet);
        if (isShown)
        {
            Show(cmdlet, given); // before the object, because the pipeline may end with it
        }

        cmdlet.WriteObject(result);
        if (given.Length > 0 && !isShown)
        {
            // Last, because -WarningAction Stop ends here.
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
