# Lists and logs, without and with latency.
function Measure-ClientList {
    $name = "{0:N0} applications" -f $Clients
    $bare = 'HttpClient and generated System.Text.Json, page by page'
    $cmdlet = Invoke-Script ClientList @{ Module = $module; Peer = $peerModule; Program = $program; Rounds = $ListRounds; Clients = $Clients; Latency = 0 }
    $library = Invoke-Program list, $ListRounds, $Clients, 0
    New-Row "Get-Auth0Client, $name" (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.Bare) '{0:0} ms' $bare 1.3
    New-Row 'The same' (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.RestMethod) '{0:0} ms' 'Invoke-RestMethod, page by page' 0.5
    New-Row "ListAsync, $name" (Get-Median $library.Ours) (Get-Median $library.Bare) '{0:0} ms' $bare 1.3
    New-Row 'The same, processor time' (Get-Median $library.OursProcessor) (Get-Median $library.BareProcessor) '{0:0} ms' $bare
}

function Measure-Latency {
    $cmdlet = Invoke-Script ClientList @{ Module = $module; Peer = $peerModule; Program = $program; Rounds = $SlowRounds; Clients = $Clients; Latency = 30 }
    $library = Invoke-Program list, $SlowRounds, $Clients, 30
    New-Row 'Get-Auth0Client, 30 ms of latency' (Get-Median $cmdlet.Ours) (Get-Median $cmdlet.Bare) '{0:0} ms' 'HttpClient, one page after another' 0.5
    New-Row 'ListAsync, 30 ms of latency' (Get-Median $library.Ours) (Get-Median $library.Bare) '{0:0} ms' 'HttpClient, one page after another' 0.5
}

function Measure-Log {
    $name = '{0:N0} log entries' -f $LogEntries
    foreach ($case in @{ Name = 'Get-Auth0Log -All'; Found = Invoke-Script Log @{ Module = $module; Program = $program; Entries = $LogEntries } },
        @{ Name = 'ReadLogAsync'; Found = Invoke-Program log, $LogEntries }) {
        $found = $case.Found
        New-Fact "$($case.Name), $name, in $('{0:0.0}' -f $found.Seconds) s" ('{0:0.00} MB over {1:0.0} MB' -f $found.Megabytes, $found.FirstPageMegabytes) '< 64 MB over' ($found.Megabytes -lt 64)
    }
}
