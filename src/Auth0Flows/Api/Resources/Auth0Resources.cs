namespace Auth0Flows;

/// <summary>The types of objects that the library knows; each is declared next to its type.</summary>
public static partial class Auth0Resources;
