namespace Auth0Flows.Configuration.Kinds;

/// <summary>A request of a change. Names are replaced by ids when it is sent, because the object may be created just before.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path; <c>{id}</c> is the id of the object, <c>{0}</c> that of the named one.</param>
/// <param name="Body">The body, with <see cref="NameReference"/>s.</param>
internal sealed record ChangeStep(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>The object in the path, besides the changed one.</summary>
    public NameReference? InPath { get; init; }

    /// <summary>The current values of the properties in the body.</summary>
    public JsonMap? Before { get; init; }

    /// <summary>The body as users see it, if it isn't an object.</summary>
    public JsonMap? Shown { get; init; }

    /// <summary>The property of the response that contains the id of the created object.</summary>
    public string? IdProperty { get; init; }

    /// <summary>What to wait for before this request: a property of the object, and its value.</summary>
    public (string Property, string Value)? Awaits { get; init; }
}
