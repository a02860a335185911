#Requires -Version 7.4
#Requires -Modules Auth0Flows
<#
.SYNOPSIS
Writes the users who haven't signed in for some time to a CSV file.

.DESCRIPTION
A runbook: nobody is asked anything, and the exit code says what to do. It gets its tenant and its secret from environment variables:
AUTH0_PROFILE, or AUTH0_DOMAIN, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET or AUTH0_PRIVATE_KEY. With AUTH0_TOKEN_STORE, the next run uses the
token of this one. The application needs the scope read:users.

Exit codes: 0 done; 2 the configuration is wrong or incomplete; 3 the tenant rejected the application; 4 the application may not do this;
5 temporary, try again later; 1 anything else.

.EXAMPLE
pwsh -NoProfile -NonInteractive -File Export-InactiveUser.ps1 -Days 90 -Path inactive.csv
#>
[CmdletBinding()]
param(
    # Users who haven't signed in for this many days, or never.
    [ValidateRange(1, 3650)]
    [int] $Days = 90,

    # The file. It is replaced.
    [string] $Path = 'inactive-users.csv'
)

$ErrorActionPreference = 'Stop'
$exitCodes = @{
    NotConnected = 2
    InvalidDomain = 2
    ProfileNotFound = 2
    MissingClientSecret = 2
    InvalidPrivateKey = 2
    PrivateKeyNotFound = 2
    CacheKeyMissing = 2
    InvalidTokenStore = 2
    InvalidClient = 3
    TokenExpired = 3
    AccessDenied = 4
    InsufficientScope = 4
    ClientGrantMissing = 4
    ScopeNotGranted = 4
    UnauthorizedClient = 4
}

try {
    $before = [DateTimeOffset]::UtcNow.AddDays(-$Days)
    $users = Get-Auth0User | Where-Object { $null -eq $_.LastLogin -or $_.LastLogin -lt $before }
    $users | Select-Object UserId, Email, LastLogin | Export-Csv $Path -NoTypeInformation
    "$(@($users).Count) users in $Path"
}
catch {
    # The scheduler sees the error and an exit code for it.
    $id = $_.FullyQualifiedErrorId.Split(',')[0]
    [Console]::Error.WriteLine("${id}: $($_.Exception.Message)")
    if ($_.Exception.IsTransient) { exit 5 }
    exit ($exitCodes[$id] ?? 1)
}
