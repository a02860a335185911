# What a runbook does in a new process: from nothing to the first page of applications. Reports the processor time until then, and the
# process's age. Empty does nothing, and is what the others are compared over.
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingConvertToSecureStringWithPlainText', '', Justification = 'A secret that the local tenant made up for this run.')]
param(
    [Parameter(Mandatory)] [ValidateSet('Empty', 'RestMethod', 'Module', 'Environment', 'Stored')] [string]$Kind,
    [string]$Module
)

$ErrorActionPreference = 'Stop'
$domain, $id, $secret = $env:BENCHMARK_DOMAIN, $env:BENCHMARK_CLIENT_ID, $env:BENCHMARK_CLIENT_SECRET
$count = switch ($Kind) {
    'RestMethod' {
        $token = Invoke-RestMethod "$domain/oauth/token" -Method Post -Body @{ grant_type = 'client_credentials'; client_id = $id; client_secret = $secret; audience = "$domain/api/v2/" }
        (Invoke-RestMethod "$domain/api/v2/clients?page=0&per_page=100&include_totals=true" -Headers @{ Authorization = "Bearer $($token.access_token)" }).clients.Count
    }
    'Module' {
        Import-Module $Module
        $null = Connect-Auth0 $domain $id (ConvertTo-SecureString $secret -AsPlainText)
        @(Get-Auth0Client -First 100).Count
    }
    # As in a pipeline's job, where the variables are set outside.
    'Environment' {
        Import-Module $Module
        @(Get-Auth0Client -First 100).Count
    }
    'Stored' {
        Import-Module $Module
        $null = Connect-Auth0 $domain $id (ConvertTo-SecureString $secret -AsPlainText) -TokenStore File
        @(Get-Auth0Client -First 100).Count
    }
    'Empty' { 100 }
}

if ($count -ne 100) { throw "$count applications came." }
@{
    ProcessorMilliseconds = [Environment]::CpuUsage.TotalTime.TotalMilliseconds
    Milliseconds          = ([DateTime]::UtcNow - [Diagnostics.Process]::GetCurrentProcess().StartTime.ToUniversalTime()).TotalMilliseconds
} | ConvertTo-Json -Compress
