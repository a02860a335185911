# Lists all applications of a tenant that has many: with Get-Auth0Client, with a plain loop of HttpClient and System.Text.Json in this
# process, and with a loop of Invoke-RestMethod that emits the objects. All read the same pages without keeping them.
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingAllowUnencryptedAuthentication', '', Justification = 'The local tenant is http on loopback.')]
param([Parameter(Mandatory)] [string]$Module, [Parameter(Mandatory)] [string]$Peer, [Parameter(Mandatory)] [string]$Program, [int]$Rounds, [int]$Clients, [int]$Latency, [string]$Node)

$ErrorActionPreference = 'Stop'
Import-Module $Module, $Peer
. $PSScriptRoot/Tenant.ps1
$tenant = Start-Tenant $Program "ClientCount=$Clients", "Latency=$Latency"
$address = "$($tenant.Domain)/api/v2/clients"
$bearer = (Get-Auth0Token -Audience $tenant.ManagementAudience).AccessToken
$http = [Net.Http.HttpClient]::new()
$http.DefaultRequestHeaders.Authorization = [Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', (ConvertFrom-SecureString $bearer -AsPlainText))

function Read-Page {
    for ($page = 0; $true; $page++) {
        $answer = Invoke-RestMethod "${address}?page=$page&per_page=100&include_totals=true" -Authentication Bearer -Token $bearer -AllowUnencryptedAuthentication
        $answer.clients
        if ($answer.start + $answer.clients.Count -ge $answer.total) { break }
    }
}

function Measure-List([scriptblock]$List) {
    [GC]::Collect() # so that one doesn't have to collect the other's garbage
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $List
    $watch.Elapsed.TotalMilliseconds
}

$times = @{ Ours = @(); Bare = @(); RestMethod = @() }
foreach ($count in (Get-Auth0Client | Measure-Object).Count, [PeerModule.PeerClients]::Read($http, $address), (Read-Page | Measure-Object).Count) {
    if ($count -ne $Clients) { throw "$count applications of $Clients came." }
}

for ($round = -2; $round -lt $Rounds; $round++) {
    $ours = Measure-List { Get-Auth0Client | Out-Null }
    $bare = Measure-List { [PeerModule.PeerClients]::Read($http, $address) | Out-Null }
    $restMethod = $Latency ? 0 : (Measure-List { Read-Page | Out-Null })
    if ($round -ge 0) { # earlier rounds are warm-up
        $times.Ours += $ours
        $times.Bare += $bare
        $times.RestMethod += $restMethod
    }
}

if ($Node) {
    $read = Read-ByNode $Node clients $Rounds $tenant
    if ($read.count -ne $Clients) { throw "$($read.count) applications of $Clients came to Node.js." }
    $times.Node = $read.times
}

Stop-Tenant $tenant
$times | ConvertTo-Json -Compress
