namespace Auth0Flows.Fuzz;

/// <summary>Scopes of any text: each once, sorted, and the same when they are read again.</summary>
internal sealed class ScopeTarget : FuzzTarget
{
    public override string Name => "scopes";

    public override IReadOnlyList<string> Words { get; } = [" ", "openid", "read:x", "\t", "\n", "\u00A0", "\u3000", "OPENID"];

    protected override string Read(byte[] input)
    {
        var set = ScopeSet.From(Inputs.Text(input).Split('|'));
        Must.Hold(ScopeSet.From([set.ToString()]).ToString() == set.ToString(), "The scopes are others when they are read again.");
        Must.Hold(
            set.ToArray().Distinct(StringComparer.Ordinal).Count() == set.ToArray().Length && set.ToArray().All(set.Contains),
            "A scope is there twice, or not at all."
        );
        return $"{Math.Min(3, set.ToArray().Length)}";
    }
}
