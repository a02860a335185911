using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Auth0Flows.Tests.Interop;

/// <summary>An authorization server that is not ours: OpenIddict, without a database, at Auth0's path of the token endpoint.</summary>
internal sealed class OpenIddictServer : IAsyncDisposable
{
    public const string ClientId = "orders-api";
    public const string ClientSecret = "s3cret-of-orders+&=%";
    public const string Orders = "https://orders.example.com/";
    public const string Reports = "urn:example:reports";

    private readonly WebApplication _application;

    private OpenIddictServer(WebApplication application) => _application = application;

    public string Domain { get; private set; } = "";

    /// <summary>The requests to the token endpoint, as the server understood them.</summary>
    public List<OpenIddictRequest> Requests { get; } = [];

    public static async Task<OpenIddictServer> StartAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        OpenIddictServer? server = null;
        builder
            .Services.AddOpenIddict()
            .AddServer(options =>
            {
                options.SetTokenEndpointUris("oauth/token").AllowClientCredentialsFlow().AllowTokenExchangeFlow();
                options.RegisterScopes("read:orders", "read:reports").RegisterAudiences(Orders, Reports);
                options.AddEphemeralEncryptionKey().AddEphemeralSigningKey().DisableAccessTokenEncryption();
                options.EnableDegradedMode(); // no database
                options.UseAspNetCore().DisableTransportSecurityRequirement();
                options.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(Validate));
                options.AddEventHandler<HandleTokenRequestContext>(handler =>
                    handler.UseInlineHandler(context =>
                    {
                        server!.Requests.Add(context.Request);
                        return Handle(context);
                    })
                );
            });
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        application.UseAuthentication();
        server = new OpenIddictServer(application);
        await application.StartAsync(cancellationToken).ConfigureAwait(false);
        server.Domain = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static ValueTask Validate(ValidateTokenRequestContext context)
    {
        if (context.ClientId != ClientId || context.ClientSecret != ClientSecret)
        {
            context.Reject(OpenIddictConstants.Errors.InvalidClient, "The client credentials are wrong.");
        }

        return default;
    }

    private static ValueTask Handle(HandleTokenRequestContext context)
    {
        var isExchange = context.Request.IsTokenExchangeGrantType();
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, isExchange ? context.SubjectTokenPrincipal!.GetClaim(Claims.Subject) : context.ClientId);
        if (isExchange)
        {
            identity.SetClaim("act", System.Text.Json.JsonSerializer.SerializeToElement(new { sub = context.ClientId }));
        }

        identity.SetScopes(context.Request.GetScopes());
        identity.SetResources(context.Request.Audiences is { Length: > 0 } audiences ? [.. audiences!] : [Orders]);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        context.SignIn(new ClaimsPrincipal(identity));
        return default;
    }
}
