# An authenticator as a script (WebAuthn Level 2 §6): a passkey of ES256 that answers what Start-Auth0PasskeyLogin and
# Start-Auth0PasskeyRegistration give. It shares no code with the module or the local tenant.

function New-Passkey {
    [pscustomobject]@{
        Key          = [System.Security.Cryptography.ECDsa]::Create([System.Security.Cryptography.ECCurve+NamedCurves]::nistP256)
        Id           = [System.Security.Cryptography.RandomNumberGenerator]::GetBytes(16)
        UserHandle   = $null
        Origin       = 'https://localhost'
        RelyingParty = 'localhost'
        Count        = 0
    }
}

# Answers a challenge with a passkey, as a hashtable.
function Get-PasskeyAnswer($Passkey, $Challenge) {
    $options = $Challenge.OptionsJson | ConvertFrom-Json
    $isNew = $null -ne $options.pubKeyCredParams
    $clientData = [ordered]@{ type = $isNew ? 'webauthn.create' : 'webauthn.get'; challenge = $options.challenge; origin = $Passkey.Origin } | ConvertTo-Json -Compress
    [byte[]] $clientBytes = [System.Text.Encoding]::UTF8.GetBytes($clientData)
    [byte[]] $rpHash = [System.Security.Cryptography.SHA256]::HashData([System.Text.Encoding]::UTF8.GetBytes($Passkey.RelyingParty))
    $Passkey.Count++
    [byte[]] $counter = 0, 0, 0, $Passkey.Count
    $response = [ordered]@{ clientDataJSON = ConvertTo-Base64Url $clientBytes }
    if ($isNew) {
        $Passkey.UserHandle = $options.user.id
        $point = $Passkey.Key.ExportParameters($false).Q
        [byte[]] $key = @(0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32) + $point.X + @(0x22, 0x58, 32) + $point.Y
        [byte[]] $data = $rpHash + 0x45 + $counter + [byte[]]::new(16) + @(0, 16) + $Passkey.Id + $key
        [byte[]] $text = [System.Text.Encoding]::ASCII.GetBytes('cfmtdnonegattStmt') # each text with its head: c is 0x63, d is 0x64, g is 0x67
        [byte[]] $object = @(0xA3) + $text + @(0xA0, 0x68) + [System.Text.Encoding]::ASCII.GetBytes('authData') + @(0x58, $data.Length) + $data
        $response.attestationObject = ConvertTo-Base64Url $object
    }
    else {
        [byte[]] $data = $rpHash + 0x05 + $counter
        [byte[]] $signed = $data + [System.Security.Cryptography.SHA256]::HashData($clientBytes)
        $response.authenticatorData = ConvertTo-Base64Url $data
        $response.signature = ConvertTo-Base64Url ($Passkey.Key.SignData($signed, 'SHA256', 'Rfc3279DerSequence'))
        $response.userHandle = $Passkey.UserHandle
    }
    @{ id = ConvertTo-Base64Url $Passkey.Id; rawId = ConvertTo-Base64Url $Passkey.Id; type = 'public-key'; authenticatorAttachment = 'platform'; response = $response; clientExtensionResults = @{} }
}

function ConvertTo-Base64Url([byte[]] $Bytes) { [Convert]::ToBase64String($Bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_') }
