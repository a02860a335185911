namespace Auth0Flows;

/// <summary>The kinds of objects that the library knows; each stands beside its type.</summary>
public static partial class Auth0Resources;
