using System.Management.Automation;

namespace Auth0Flows.PowerShell;

/// <summary>Gets the saved profiles.</summary>
[Cmdlet(VerbsCommon.Get, "Auth0Profile")]
[OutputType(typeof(Auth0Profile))]
public sealed class GetAuth0ProfileCommand : Auth0CmdletBase
{
    /// <summary>The profiles of these names; wildcards are allowed.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override ValueTask ProcessAsync(CancellationToken cancellationToken)
    {
        var store = Auth0ProfileStore.OfUser();
        var patterns = new NamePatterns(Name);
        foreach (var name in store.Names.Where(patterns.Match).ToArray())
        {
            Write(store, name);
        }

        foreach (var missing in patterns.LiteralsWithoutMatch())
        {
            WriteError(ErrorRecords.From(Auth0ErrorCode.ProfileNotFound, $"There is no profile '{missing}' in {store.Folder}.", missing));
        }

        return default;
    }

    // A damaged profile is one error, and the others go on.
    private void Write(Auth0ProfileStore store, string name)
    {
        Auth0Profile profile;
        try
        {
            profile = store.Get(name);
        }
        catch (Auth0ConfigurationException failure)
        {
            WriteError(ErrorRecords.From(failure, name));
            return;
        }

        WriteObject(profile);
    }
}
