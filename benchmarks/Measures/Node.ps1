# The newest node-auth0 of npm, which reads the same lists from the same tenant. Needs Node.js and npm.
function Measure-Node {
    if (-not (Get-Command npm, node -ErrorAction Ignore)) {
        Write-Warning 'Node.js or npm is not installed: node-auth0 is not measured.'
        return
    }

    $folder = New-Item "$PSScriptRoot/../obj/node-auth0" -ItemType Directory -Force
    Copy-Item "$root/tests/node-auth0/package*.json", "$PSScriptRoot/../Scripts/list.mjs" $folder
    Push-Location $folder
    try {
        $log = npm ci --ignore-scripts --no-audit --no-fund 2>&1
        if ($LASTEXITCODE) { throw "npm can't restore node-auth0: $log" }
    }
    finally { Pop-Location }

    $version = (Get-Content "$folder/node_modules/auth0/package.json" -Raw | ConvertFrom-Json).version
    $list = Invoke-Script ClientList @{ Module = $module; Peer = $peerModule; Program = $program; Rounds = $ListRounds; Clients = $Clients; Latency = 0; Node = "$folder/list.mjs" }
    New-Row ('Get-Auth0Client, {0:N0} applications' -f $Clients) (Get-Median $list.Ours) (Get-Median $list.Node) '{0:0} ms' "node-auth0 $version" 0.5
    $log = Invoke-Script Log @{ Module = $module; Program = $program; Entries = $LogEntries; Node = "$folder/list.mjs" }
    New-Row ('Get-Auth0Log -All, {0:N0} entries' -f $LogEntries) $log.Seconds $log.NodeSeconds '{0:0.0} s' "node-auth0 $version" 0.5
}
