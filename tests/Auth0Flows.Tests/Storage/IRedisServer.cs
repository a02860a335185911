namespace Auth0Flows.Tests.Storage;

/// <summary>A server that speaks Redis's protocol.</summary>
internal interface IRedisServer : IAsyncDisposable
{
    /// <summary>Its address, with a password if it needs one.</summary>
    string Address { get; }
}
