using System.Collections;

namespace Auth0Flows.PowerShell;

/// <summary>The names of the saved profiles.</summary>
internal sealed class ProfileNameCompleter : WordCompleter
{
    /// <summary>The names, without reading the profiles.</summary>
    public static IEnumerable<Suggestion> Suggest()
    {
        var store = Auth0ProfileStore.OfUser();
        var standard = store.DefaultName;
        return store.Names.Select(name => new Suggestion(name, name == standard ? "profile (default)" : "profile"));
    }

    private protected override IEnumerable<Suggestion> Suggest(IDictionary bound) => Suggest();
}
