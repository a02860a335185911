using System.Text.Json.Serialization;
using Auth0Flows.Json;

namespace Auth0Flows.Api.Resources;

/// <summary>Generated serialisation: no reflection at run time, snake_case names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(ElementConverter),
        typeof(SecretConverter),
        typeof(DictionaryConverter),
        typeof(DateConverter),
        typeof(LooseConverter<Auth0Client>),
        typeof(LooseConverter<Auth0ClientGrant>),
        typeof(LooseConverter<Auth0ClientJwtConfiguration>),
        typeof(LooseConverter<Auth0ClientRefreshToken>),
        typeof(LooseConverter<Auth0ClientSigningKey>),
        typeof(LooseConverter<Auth0Connection>),
        typeof(LooseConverter<Auth0Job>),
        typeof(LooseConverter<Auth0JobError>),
        typeof(LooseConverter<Auth0JobErrorReason>),
        typeof(LooseConverter<Auth0JobSummary>),
        typeof(LooseConverter<Auth0Log>),
        typeof(LooseConverter<Auth0Organization>),
        typeof(LooseConverter<Auth0OrganizationMember>),
        typeof(LooseConverter<Auth0ResourceServer>),
        typeof(LooseConverter<Auth0ResourceServerScope>),
        typeof(LooseConverter<Auth0Role>),
        typeof(LooseConverter<Auth0User>),
        typeof(LooseConverter<Auth0UserIdentity>),
        typeof(LooseConverter<Auth0UserInfo>),
    ])]
[JsonSerializable(typeof(Auth0Client))]
[JsonSerializable(typeof(Auth0ClientGrant))]
[JsonSerializable(typeof(Auth0Connection))]
[JsonSerializable(typeof(Auth0Job))]
[JsonSerializable(typeof(Auth0JobError))]
[JsonSerializable(typeof(Auth0Log))]
[JsonSerializable(typeof(Auth0Organization))]
[JsonSerializable(typeof(Auth0OrganizationMember))]
[JsonSerializable(typeof(Auth0ResourceServer))]
[JsonSerializable(typeof(Auth0Role))]
[JsonSerializable(typeof(Auth0User))]
[JsonSerializable(typeof(Auth0UserInfo))]
[JsonSerializable(typeof(System.Text.Json.JsonElement))]
internal sealed partial class Auth0JsonContext : JsonSerializerContext;
