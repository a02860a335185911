# All applications of a tenant that has many, beside a loop of Invoke-RestMethod over the same pages that emits the same objects.
[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidUsingAllowUnencryptedAuthentication', '', Justification = 'The local tenant is http on loopback.')]
param([Parameter(Mandatory)] [string]$Module, [int]$Rounds, [int]$Clients)

Import-Module $Module
$tenant = Start-Auth0LocalTenant -ClientCount $Clients
$null = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $tenant.ClientSecret
$bearer = (Get-Auth0Token -Audience $tenant.ManagementAudience).AccessToken

function Read-Page {
    for ($page = 0; $true; $page++) {
        $answer = Invoke-RestMethod "$($tenant.Domain)/api/v2/clients?page=$page&per_page=100&include_totals=true" -Authentication Bearer -Token $bearer -AllowUnencryptedAuthentication
        $answer.clients
        if ($answer.start + $answer.clients.Count -ge $answer.total) { break }
    }
}

function Measure-List([scriptblock]$List) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    $count = (& $List | Measure-Object).Count
    if ($count -ne $Clients) { throw "$List gave $count applications of $Clients." }
    $watch.Elapsed.TotalMilliseconds
}

$ours = [Collections.Generic.List[double]]::new()
$theirs = [Collections.Generic.List[double]]::new()
for ($round = -1; $round -lt $Rounds; $round++) {
    $pair = (Measure-List { Get-Auth0Client }), (Measure-List { Read-Page })
    if ($round -ge 0) {
        $ours.Add($pair[0])
        $theirs.Add($pair[1])
    }
}

@{ Ours = $ours; Peer = $theirs } | ConvertTo-Json -Compress
