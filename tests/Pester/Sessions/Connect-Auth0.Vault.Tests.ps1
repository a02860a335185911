# Secrets in vaults, through the cmdlets of SecretManagement: here a small module with the same name and contract stands for it.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Profiles.ps1
    $tenant = Start-Auth0LocalTenant
    $module = New-Item "$TestDrive/modules/Microsoft.PowerShell.SecretManagement" -ItemType Directory
    Set-Content "$module/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault)
    if ($Vault -ne 'Ops') { $id, $text = 'GetSecretVaultNotFound', "Vault '$Vault' was not found." }
    elseif ($Name -eq 'locked') { return Write-Error 'The vault is locked.' }
    elseif (-not $script:secrets.ContainsKey($Name)) { $id, $text = 'GetSecretNotFound', "The secret '$Name' was not found." }
    else { return , $script:secrets[$Name] }
    $PSCmdlet.ThrowTerminatingError([System.Management.Automation.ErrorRecord]::new([System.Management.Automation.ItemNotFoundException]::new($text), $id, 'ObjectNotFound', $Name))
}
'@
    $modulePathBefore = $env:PSModulePath
    Get-Module Microsoft.PowerShell.SecretManagement | Remove-Module
}

AfterAll {
    $env:PSModulePath = $modulePathBefore
    Get-Module Microsoft.PowerShell.SecretManagement | Remove-Module
    $tenant | Stop-Auth0LocalTenant
}

Describe 'A secret in a vault' {
    BeforeEach {
        . Start-ProfileTest
        $env:PSModulePath = "$TestDrive/modules"
        $secrets = @{}
        & (Import-Module Microsoft.PowerShell.SecretManagement -PassThru) { $script:secrets = $args[0] } $secrets
        $public = @{ Domain = $tenant.Domain; ClientId = $tenant.ClientId; Vault = 'Ops' }
    }

    AfterEach {
        . Stop-ProfileTest
        $env:PSModulePath = $modulePathBefore
    }

    It 'is taken as <Name>' -ForEach @(
        @{ Name = 'a SecureString'; Make = { ConvertTo-SecureString $secret -AsPlainText } }
        @{ Name = 'a string'; Make = { $secret } }
        @{ Name = 'the password of a PSCredential'; Make = { [pscredential]::new('user', (ConvertTo-SecureString $secret -AsPlainText)) } }
        @{ Name = 'a hashtable''s ClientSecret'; Make = { @{ clientsecret = $secret; other = 1 } } }
        @{ Name = 'a hashtable''s client_secret, a SecureString'; Make = { @{ client_secret = ConvertTo-SecureString $secret -AsPlainText } } }
    ) {
        $secrets['acme'] = & $Make

        $null = Connect-Auth0 @public -VaultSecretName acme -SaveAs acme-prod
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
        Disconnect-Auth0
        (Connect-Auth0 acme-prod).Profile | Should -Be acme-prod
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
        Get-Content $folder/acme-prod.json -Raw | Should -Not -BeLike "*$secret*"
    }

    It 'is taken up by a profile that had none' {
        $secrets['acme'] = $secret
        $null = Connect-Auth0 @connection -SaveAs acme-prod
        $null = Connect-Auth0 acme-prod -Vault Ops -VaultSecretName acme -SaveAs acme-prod

        (Get-Auth0Profile acme-prod).Vault, (Get-Auth0Profile acme-prod).VaultSecretName | Should -Be Ops, acme
        $null = Connect-Auth0 acme-prod
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
    }

    It 'opens a private key as its passphrase' {
        $key = [System.Security.Cryptography.RSA]::Create(2048)
        $options = [System.Security.Cryptography.PbeParameters]::new('Aes256Cbc', 'SHA256', 1000)
        $key.ExportEncryptedPkcs8PrivateKeyPem('p4ss', $options) | Set-Content $TestDrive/key.pem
        $secrets['key'] = 'p4ss'

        (Connect-Auth0 @public -PrivateKeyPath $TestDrive/key.pem -VaultSecretName key -SaveAs key).ClientAuthenticationMethod | Should -Be PrivateKeyJwt
        (Connect-Auth0 key).ClientAuthenticationMethod | Should -Be PrivateKeyJwt
    }

    It 'goes before the environment, and behind the parameter' {
        $secrets['acme'] = 'wrong'
        $env:AUTH0_CLIENT_SECRET = $secret

        $null = Connect-Auth0 @public -VaultSecretName acme -SaveAs acme-prod
        (Get-Failure { Get-Auth0Client }).FullyQualifiedErrorId | Should -BeLike 'InvalidClient,*'
        $null = Connect-Auth0 acme-prod -ClientSecret $tenant.ClientSecret
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
    }

    It 'has its own error: <Name>' -ForEach @(
        @{ Name = 'no such vault'; Id = 'VaultNotFound'; Command = { Connect-Auth0 $tenant.Domain x -Vault Nope -VaultSecretName acme } }
        @{ Name = 'no such secret'; Id = 'VaultSecretNotFound'; Command = { Connect-Auth0 @public -VaultSecretName nope } }
        @{ Name = 'a vault that is locked'; Id = 'VaultUnavailable'; Command = { Connect-Auth0 @public -VaultSecretName locked } }
        @{ Name = 'a secret of another type'; Id = 'InvalidVaultSecret'; Command = { $secrets['bytes'] = [byte[]](1, 2); Connect-Auth0 @public -VaultSecretName bytes } }
        @{ Name = 'an empty secret'; Id = 'InvalidVaultSecret'; Command = { $secrets['empty'] = ''; Connect-Auth0 @public -VaultSecretName empty } }
        @{ Name = 'a hashtable without it'; Id = 'InvalidVaultSecret'; Command = { $secrets['table'] = @{ user = 's3cret' }; Connect-Auth0 @public -VaultSecretName table } }
    ) {
        $failure = Get-Failure $Command

        $failure.FullyQualifiedErrorId | Should -Be "$Id,Auth0Flows.PowerShell.ConnectAuth0Command"
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        "$failure" | Should -Not -BeLike '*s3cret*'
        "$failure" | Should -Not -BeLike '*ErrorActionPreference*'
        Get-Auth0Session -ListAvailable | Should -BeNullOrEmpty
    }

    It 'has its own error where SecretManagement is not installed' {
        Get-Module Microsoft.PowerShell.SecretManagement | Remove-Module
        $env:PSModulePath = "$TestDrive/none"

        $failure = Get-Failure { Connect-Auth0 @public -VaultSecretName acme }

        $failure.FullyQualifiedErrorId | Should -BeLike 'VaultUnavailable,*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Install-PSResource Microsoft.PowerShell.SecretManagement*'
    }

    It 'is not read at Tab' {
        $secrets['acme'] = $secret
        $null = Connect-Auth0 @public -VaultSecretName acme -SaveAs acme-prod
        Get-Auth0Session -ListAvailable | Disconnect-Auth0
        $env:AUTH0_PROFILE = 'acme-prod'
        $secrets.Clear()
        $tenant.ClearRequests()

        $null = TabExpansion2 'Get-Auth0Client -ClientId ' 26

        $tenant.Requests | Should -BeNullOrEmpty
        $secrets['acme'] = $secret
        (Get-Auth0Client -First 1).ClientId | Should -Be $tenant.ClientId
    }
}
