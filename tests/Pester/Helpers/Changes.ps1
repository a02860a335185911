# Shared by the tests of the cmdlets that read and change a tenant's objects. Use it together with Common.ps1.
. $PSScriptRoot/ScriptedHost.ps1

# The requests that the tenant received, except token requests: 'GET /api/v2/users?q=…'.
function Get-Call($Tenant) {
    $Tenant.Requests | Where-Object Path -NE '/oauth/token' | ForEach-Object { "$($_.Method) $($_.Path)$($_.Query ? "?$($_.Query)" : '')" }
}

# The requests that change something.
function Get-Change($Tenant) { $Tenant.Requests | Where-Object { $_.Method -ne 'GET' -and $_.Path -ne '/oauth/token' } }

# Runs a script as an interactive user, connected to the tenant. Answers to confirmation prompts: 0 yes, 1 yes to all, 2 no, 3 no to all.
function Invoke-WithPerson($Tenant, [string] $Script, [string[]] $Answers = @()) {
    Invoke-AtPrompt "Connect-Auth0 @connection | Out-Null; $Script" @{ connection = Get-ConnectParameter $Tenant } $Answers
}

# The -WhatIf output of a script for that user.
function Get-WhatIf($Tenant, [string] $Script) { (Invoke-WithPerson $Tenant $Script).Lines -join "`n" }

# The same objects from a job or a file: only their properties.
function ConvertTo-Deserialized { process { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 3)) } }
