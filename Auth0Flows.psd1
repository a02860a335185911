@{
    RootModule             = 'bin/Auth0Flows.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '6f0d6c6f-7d0e-4a8e-9b1c-3c1f6c1d5a27'
    Author                 = 'The Auth0Flows authors'
    CompanyName            = 'The Auth0Flows authors'
    Copyright              = '(c) The Auth0Flows authors. MIT licence.'
    Description            = "Auth0's OAuth flows: sign in, keep and renew tokens per audience, read their claims, and carry them into calls of the Management API and of your own APIs."
    PowerShellVersion      = '7.6'
    CompatiblePSEditions   = @('Core')
    TypesToProcess         = @('bin/Auth0Flows.Types.ps1xml')
    FormatsToProcess       = @('bin/Auth0Flows.Format.ps1xml')
    CmdletsToExport        = @(
        'Add-Auth0ActionBinding'
        'Add-Auth0MfaAuthenticator'
        'Clear-Auth0Token'
        'Complete-Auth0BrowserLogin'
        'Connect-Auth0'
        'ConvertFrom-Auth0Token'
        'Disconnect-Auth0'
        'Export-Auth0User'
        'Get-Auth0Action'
        'Get-Auth0ActionBinding'
        'Get-Auth0ActionTrigger'
        'Get-Auth0ActionVersion'
        'Get-Auth0Client'
        'Get-Auth0ClientGrant'
        'Get-Auth0Connection'
        'Get-Auth0Job'
        'Get-Auth0Log'
        'Get-Auth0MfaAuthenticator'
        'Get-Auth0Organization'
        'Get-Auth0OrganizationMember'
        'Get-Auth0Profile'
        'Get-Auth0ResourceServer'
        'Get-Auth0Role'
        'Get-Auth0Session'
        'Get-Auth0Token'
        'Get-Auth0User'
        'Get-Auth0UserInfo'
        'Import-Auth0User'
        'Invoke-Auth0Api'
        'New-Auth0Action'
        'New-Auth0AuthorizeUri'
        'New-Auth0Client'
        'New-Auth0ClientGrant'
        'Publish-Auth0Action'
        'Remove-Auth0Action'
        'Remove-Auth0ActionBinding'
        'Remove-Auth0Client'
        'Remove-Auth0ClientGrant'
        'Remove-Auth0MfaAuthenticator'
        'Remove-Auth0Profile'
        'Remove-Auth0User'
        'Request-Auth0MfaChallenge'
        'Revoke-Auth0Token'
        'Set-Auth0Action'
        'Set-Auth0ActionBinding'
        'Set-Auth0Client'
        'Set-Auth0ClientGrant'
        'Set-Auth0User'
        'Start-Auth0BrowserLogin'
        'Start-Auth0DeviceLogin'
        'Start-Auth0LocalTenant'
        'Start-Auth0PasswordlessLogin'
        'Stop-Auth0LocalTenant'
        'Test-Auth0Action'
        'Test-Auth0Token'
        'Update-Auth0Token'
        'Use-Auth0Session'
        'Wait-Auth0DeviceLogin'
    )
    FunctionsToExport      = @()
    AliasesToExport        = @()
    VariablesToExport      = @()
    PrivateData            = @{
        PSData = @{
            Tags       = @('Auth0', 'OAuth', 'OAuth2', 'OpenIDConnect', 'OIDC', 'JWT', 'Token', 'ManagementApi', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://licenses.nuget.org/MIT'
            Prerelease = ''
        }
    }
}
