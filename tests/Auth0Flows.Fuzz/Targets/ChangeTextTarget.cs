using System.Text.Json;

namespace Auth0Flows.Fuzz;

/// <summary>What a call would change, as -WhatIf shows it: the body, an empty line, the object as it is.</summary>
internal sealed class ChangeTextTarget : FuzzTarget
{
    private static readonly Uri _address = new("https://acme.eu.auth0.com/api/v2/clients/x");

    public override string Name => "change-texts";

    public override IReadOnlyList<string> Words { get; } =
    [
        "\"name\"",
        "\"client_secret\"",
        "\"s3cret-one\"",
        "\"app_metadata\"",
        "\"user_metadata\"",
        "{\"password\":\"s3cret-two\"}",
        "[\"read:x\"]",
        "\"scope\"",
        "\n\n",
        "\"\\u001b[2J\"",
        "\"options\"",
        "{\"configuration\":{\"a\":\"s3cret-three\"}}",
        "\"key\"",
        "\"credentials\"",
    ];

    protected override string Read(byte[] input)
    {
        var (body, before) = Inputs.Split(input, "\n\n"u8);
        var method = (input.Length % 3) switch
        {
            0 => HttpMethod.Post,
            1 => HttpMethod.Patch,
            _ => HttpMethod.Delete,
        };
        var request = new Auth0ApiRequest
        {
            Method = method,
            Path = "clients/x",
            Body = Inputs.Text(body),
        };
        var text = ChangeText.Describe(request, _address, before == body ? null : Inputs.Json(before));
        foreach (var line in text.Split('\n'))
        {
            Must.BeOneLine(line);
        }

        if (Inputs.Json(body) is { ValueKind: JsonValueKind.Object } json)
        {
            Must.HideSecrets(json, input, text);
        }

        var (hasMask, hasBefore) = (text.Contains("*****", StringComparison.Ordinal), text.Contains('→', StringComparison.Ordinal));
        return $"{Math.Min(4, text.Split('\n').Length)} {hasMask} {hasBefore}";
    }
}
