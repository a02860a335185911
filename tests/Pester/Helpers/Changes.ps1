# What the tests of the cmdlets that read and change a tenant's objects share. Beside Common.ps1.
. $PSScriptRoot/ScriptedHost.ps1

# What arrived at the tenant beside requests for tokens: 'GET /api/v2/users?q=…'.
function Get-Call($Tenant) {
    $Tenant.Requests | Where-Object Path -NE '/oauth/token' | ForEach-Object { "$($_.Method) $($_.Path)$($_.Query ? "?$($_.Query)" : '')" }
}

# What arrived to change something.
function Get-Change($Tenant) { $Tenant.Requests | Where-Object { $_.Method -ne 'GET' -and $_.Path -ne '/oauth/token' } }

# Runs a script where a person sits, connected to the tenant. Answers to "are you sure": 0 yes, 1 yes to all, 2 no, 3 no to all.
function Invoke-WithPerson($Tenant, [string] $Script, [string[]] $Answers = @()) {
    Invoke-AtPrompt "Connect-Auth0 @connection | Out-Null; $Script" @{ connection = Get-ConnectParameter $Tenant } $Answers
}

# What a script's -WhatIf tells that person.
function Get-WhatIf($Tenant, [string] $Script) { (Invoke-WithPerson $Tenant $Script).Lines -join "`n" }

# The same objects as a job or a file gives them: their properties, and nothing behind them.
function ConvertTo-Deserialized { process { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 3)) } }
