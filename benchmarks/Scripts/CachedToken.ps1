# Gets a token that the session holds, many times, compared with a compiled cmdlet with the same parameters that returns an object.
param([Parameter(Mandatory)] [string]$Module, [Parameter(Mandatory)] [string]$Peer, [int]$Rounds, [int]$Calls)

Import-Module $Module, $Peer
$tenant = Start-Auth0LocalTenant
$null = Connect-Auth0 -Domain $tenant.Domain -ClientId $tenant.ClientId -ClientSecret $tenant.ClientSecret
$null = Get-Auth0Token -GrantType ClientCredentials -Audience https://orders.example.com/
$tenant.ClearRequests()

function Measure-Module {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    for ($i = 0; $i -lt $Calls; $i++) { $null = Get-Auth0Token -GrantType ClientCredentials -Audience https://orders.example.com/ }
    $watch.Elapsed.TotalNanoseconds / $Calls
}

function Measure-Peer {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    for ($i = 0; $i -lt $Calls; $i++) { $null = Get-PeerToken -GrantType ClientCredentials -Audience https://orders.example.com/ }
    $watch.Elapsed.TotalNanoseconds / $Calls
}

$ours = [Collections.Generic.List[double]]::new()
$theirs = [Collections.Generic.List[double]]::new()
for ($round = -3; $round -lt $Rounds; $round++) {
    $pair = ($round % 2) ? @((Measure-Module), (Measure-Peer)) : @((Measure-Peer), (Measure-Module))[1, 0]
    if ($round -ge 0) { # earlier rounds are warm-up
        $ours.Add($pair[0])
        $theirs.Add($pair[1])
    }
}

@{ Ours = $ours; Peer = $theirs; Requests = $tenant.CountRequests($null, $null) } | ConvertTo-Json -Compress
