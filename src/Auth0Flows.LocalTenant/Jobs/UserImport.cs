using System.Text.Json;
using System.Text.Json.Nodes;
using Auth0Flows.LocalTenant.Applications;
using Auth0Flows.LocalTenant.Http;
using Auth0Flows.LocalTenant.Users;

namespace Auth0Flows.LocalTenant.Jobs;

/// <summary>The result of importing the users in a file (Auth0, "Bulk User Imports"; "Bulk Import Database Schema and Examples").</summary>
internal sealed class UserImport
{
    private static readonly string[] _known =
    [
        "email",
        "email_verified",
        "user_id",
        "username",
        "given_name",
        "family_name",
        "name",
        "nickname",
        "picture",
        "blocked",
        "password_hash",
        "custom_password_hash",
        "password_set_date",
        "app_metadata",
        "user_metadata",
        "mfa_factors",
        "phone_number",
        "phone_verified",
    ];

    private static readonly string[] _secrets = ["password_hash", "custom_password_hash"];

    private readonly List<JsonObject> _errors = [];

    /// <summary>Why the file couldn't be read; null if it could.</summary>
    public string? Failure { get; private set; }

    public int Inserted { get; private set; }

    public int Updated { get; private set; }

    public int Failed => _errors.Count;

    public JsonArray Errors => [.. _errors.Select(error => error.DeepClone())];

    /// <summary>Imports a file synchronously.</summary>
    public static UserImport Run(byte[] file, string connection, bool upserts, UserStore users, DateTimeOffset now)
    {
        var import = new UserImport();
        JsonArray? list = null;
        try
        {
            list = JsonNode.Parse(HalfSurrogates.Replace(file)) as JsonArray;
        }
        catch (JsonException)
        {
            // Reported below, like anything else that isn't a list.
        }

        if (list is null)
        {
            import.Failure = "Failed to parse users file JSON when importing users. Make sure it is valid JSON.";
            return import;
        }

        foreach (var item in list)
        {
            import.Import(item, connection, upserts, users, now);
        }

        return import;
    }

    private static string? TextOf(JsonObject user, string name) => user[name].AsText();

    private static void Put(Auth0LocalTenantUser target, JsonObject user, DateTimeOffset now)
    {
        target.Email = TextOf(user, "email") ?? target.Email;

        // Auth0's reference: unverified unless the file says that it is verified.
        target.EmailVerified = user["email_verified"].AsFlag() ?? false;
        target.Username = TextOf(user, "username") ?? target.Username;
        target.Name = TextOf(user, "name") ?? target.Name;
        target.GivenName = TextOf(user, "given_name") ?? target.GivenName;
        target.FamilyName = TextOf(user, "family_name") ?? target.FamilyName;
        target.Nickname = TextOf(user, "nickname") ?? target.Nickname;
        target.Picture = TextOf(user, "picture") ?? target.Picture;
        target.PhoneNumber = TextOf(user, "phone_number") ?? target.PhoneNumber;
        target.IsBlocked = user["blocked"].AsFlag() ?? target.IsBlocked;
        target.UserMetadata = (user["user_metadata"] as JsonObject)?.DeepClone() as JsonObject ?? target.UserMetadata;
        target.AppMetadata = (user["app_metadata"] as JsonObject)?.DeepClone() as JsonObject ?? target.AppMetadata;
        target.UpdatedAt = now;
    }

    private void Import(JsonNode? item, string connection, bool upserts, UserStore users, DateTimeOffset now)
    {
        if (item is not JsonObject user)
        {
            Refuse([], "INVALID_TYPE", "Expected type object", "");
            return;
        }

        if (!IsValid(user))
        {
            return;
        }

        var email = TextOf(user, "email");
        var password = new Auth0LocalTenantSecret(Identifiers.NewPassword());
        var created = new Auth0LocalTenantUser($"auth0|{TextOf(user, "user_id") ?? Identifiers.NewUserId()}", connection, password, now);
        Put(created, user, now);
        if (users.TryAdd(created))
        {
            Inserted++;
            return;
        }

        var existing =
            (email is null ? null : users.Find(connection, email))
            ?? users.FindById(created.UserId)
            ?? (created.Username is { } name ? users.Find(connection, name) : null);
        if (!upserts || existing is null)
        {
            Refuse(user, "DUPLICATED_USER", "The user already exists.", "");
            return;
        }

        users.Change(existing.UserId, target => Put(target, user, now));
        Updated++;
    }

    // The codes are those of Auth0's validator.
    private bool IsValid(JsonObject user)
    {
        if (user.FirstOrDefault(property => !_known.Contains(property.Key)).Key is { } unknown)
        {
            return Refuse(user, "OBJECT_ADDITIONAL_PROPERTIES", $"Additional properties not allowed: {unknown}", unknown);
        }

        if (user["email"] is null)
        {
            return Refuse(user, "OBJECT_MISSING_REQUIRED_PROPERTY", "Missing required property: email", "email");
        }

        return TextOf(user, "email") is { } email && EmailAddress.IsValid(email)
            || Refuse(user, "INVALID_FORMAT", $"Object didn't pass validation for format email: {TextOf(user, "email")}", "email");
    }

    private bool Refuse(JsonObject user, string code, string message, string path)
    {
        var shown = (JsonObject)user.DeepClone();
        foreach (var secret in _secrets.Where(shown.ContainsKey))
        {
            shown[secret] = "*****";
        }

        _errors.Add(
            new JsonObject
            {
                ["user"] = shown,
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["code"] = code,
                        ["message"] = message,
                        ["path"] = path,
                    }
                ),
            }
        );
        return false;
    }
}
