namespace Auth0Flows.LocalTenant.Management;

/// <summary>How a list is returned.</summary>
internal enum ListForm
{
    /// <summary>An array with everything.</summary>
    Array,

    /// <summary>An object with everything: <c>{"providers":[…]}</c>.</summary>
    Wrapped,

    /// <summary>Pages by number: an array, or an object with totals if requested.</summary>
    Pages,

    /// <summary>Pages by number, or by checkpoint if requested.</summary>
    PagesOrCheckpoints,

    /// <summary>Pages by number, always with <c>total</c>, <c>page</c> and <c>per_page</c>.</summary>
    Counted,

    /// <summary>Pages by checkpoint: an object with <c>next</c> while there are more.</summary>
    Checkpoints,
}
