# What the tests of profiles share: a folder of their own for the profiles, and a tenant whose secret the environment has.
function Start-ProfileTest {
    $env:AUTH0_CONFIG_FOLDER = (New-Item "$TestDrive/$(New-Guid)" -ItemType Directory).FullName
    $folder = "$env:AUTH0_CONFIG_FOLDER/profiles"
    $connection = Get-ConnectParameter $tenant
    $secret = Get-PlainText $tenant.ClientSecret
}

function Stop-ProfileTest {
    Remove-Item Env:AUTH0_CLIENT_SECRET, Env:AUTH0_CLIENT_ID, Env:AUTH0_PROFILE -ErrorAction Ignore
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    Remove-Item Env:AUTH0_CONFIG_FOLDER
}
