using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Management.Search;
using Auth0Flows.LocalTenant.Tokens;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Management;

/// <summary>/api/v2/users: the users who sign in.</summary>
internal sealed class UserCollection(TenantDirectory directory, ApiStore apis, LogCollection logs, TenantClock clock, int? listLimit)
    : ResourceCollection<IUserProfile>(new ListPaging(listLimit ?? UsualLimit))
{
    // The fields that a term without a field searches.
    private static readonly string[] _bareFields =
    [
        "email",
        "name",
        "nickname",
        "username",
        "given_name",
        "family_name",
        "user_id",
        "phone_number",
    ];

    private readonly UserRelations _relations = new(directory, apis);

    public override string Name => "users";

    protected override string Singular => "user";

    protected override ApiException Inexistent() => ApiException.Inexistent(Singular, "The user does not exist.");

    protected override IReadOnlyList<IUserProfile> Select(QueryReader query)
    {
        var order = SearchOrder.Read(query);
        var search = query.Text("q") is { } text && !string.IsNullOrWhiteSpace(text) ? SearchQuery.Parse(text, _bareFields) : null;
        var connection = query.Text("connection");
        IReadOnlyList<IUserProfile> all = directory.Users.Profiles;
        if (search is not null || connection is not null)
        {
            all =
            [
                .. all.Where(user =>
                    (connection is null || user.Connection == connection) && search?.Matches(field => UserJson.Lookup(user, field)) != false
                ),
            ];
        }

        return order?.Apply(all, UserJson.Lookup) ?? all;
    }

    protected override IUserProfile? Find(string id) => directory.Users.Profile(id);

    protected override string IdOf(IUserProfile resource) => resource.UserId;

    protected override void Write(Utf8JsonWriter json, IUserProfile resource, FieldSelection fields, AccessToken token) =>
        UserJson.Write(json, resource, fields);

    protected override string[] ScopesFor(string verb) =>
        verb == "update" ? ["update:users", "update:users_app_metadata"] : base.ScopesFor(verb);

    protected override IUserProfile Create(JsonObject body, AccessToken token)
    {
        var change = new UserChange(body, isCreation: true);
        var connection = change.RequireConnection();
        var found =
            directory.Connections.FindByName(connection)
            ?? throw ApiException.BadRequest("The connection does not exist.", "inexistent_connection");
        var strategy = found.Json["strategy"].AsText();
        if (strategy == "auth0")
        {
            change.RequireEmail();
            change.RequirePassword();
        }
        else if (strategy is not ("email" or "sms"))
        {
            throw ApiException.BadRequest("The connection does not support the creation of users", "invalid_body");
        }

        var userId = $"{strategy}|{change.UserId ?? Identifiers.NewUserId()}";
        var none = new Auth0LocalTenantSecret("");
        var user = new Auth0LocalTenantUser(userId, connection, none, clock.UtcNow) { EmailVerified = false };
        change.Apply(user, clock.UtcNow);
        return directory.Users.TryAdd(user) ? user : throw ApiException.Conflict("The user already exists.", "auth0_idp_error");
    }

    protected override IUserProfile? Update(string id, JsonObject body, AccessToken token)
    {
        if (!token.HasScope("update:users") && body.Any(property => property.Key != "app_metadata"))
        {
            throw ApiException.InsufficientScope("update:users");
        }

        var change = new UserChange(body, isCreation: false);
        change.CheckCombination();
        return directory.Users.Change(
            id,
            user =>
            {
                if (change.Connection is { } connection && connection != user.Connection)
                {
                    throw ApiException.BadRequest("The connection does not exist.", "inexistent_connection");
                }

                if (IsNew(change.Email, user.Email) && directory.Users.IsTaken(user.Connection, change.Email))
                {
                    throw ApiException.BadRequest("The specified new email already exists", "auth0_idp_error");
                }

                if (IsNew(change.Username, user.Username) && directory.Users.IsTaken(user.Connection, change.Username))
                {
                    throw ApiException.BadRequest("The specified new username already exists", "auth0_idp_error");
                }

                change.Apply(user, clock.UtcNow);
            }
        );
    }

    protected override void Delete(string id) => directory.Remove(id);

    protected override ServerResponse AnswerBelow(ServerRequest request, string method, IReadOnlyList<string> segments, AccessToken token)
    {
        var path = new RelationPath(request, method, FindOrThrow(segments[0]).UserId, token);
        return (method, segments.Count == 2 ? segments[1] : "") switch
        {
            (_, "roles") => _relations.AnswerRoles(path),
            (_, "permissions") => _relations.AnswerPermissions(path),
            ("GET", "logs") => ListLogs(path),
            ("GET", "organizations") => _relations.ListOrganizations(path),
            _ => throw ApiException.NotFound(),
        };
    }

    private ServerResponse ListLogs(RelationPath path)
    {
        path.Require("read:logs", "read:logs_users");
        return logs.Search(path.Query, path.Id);
    }

    private static bool IsNew(string? sent, string? old) => sent is not null && !sent.Equals(old, StringComparison.OrdinalIgnoreCase);
}
