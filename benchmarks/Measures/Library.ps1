# What a held token costs: the cmdlet, and the library.
function Measure-CachedToken {
    $answer = Invoke-Script CachedToken @{ Module = $module; Peer = $peerModule; Rounds = $Rounds; Calls = $Calls }
    New-Row 'Get-Auth0Token, held' (Get-Median $answer.Ours) (Get-Median $answer.Peer) '{0:0} ns' 'a compiled cmdlet that returns an object' 1.3
    New-Fact "Requests in $('{0:N0}' -f (($Rounds + 3) * $Calls)) calls" $answer.Requests 0 ($answer.Requests -eq 0)
}

# Medians and bytes of the library's cases, by their methods.
function Read-Case([string[]]$Filter) {
    $artifacts = Join-Path ([IO.Path]::GetTempPath()) "auth0flows-benchmarks-$PID"
    dotnet "$PSScriptRoot/../Auth0Flows.Benchmarks/bin/Release/net10.0/Auth0Flows.Benchmarks.dll" --filter @Filter --artifacts $artifacts | Out-Null
    if ($LASTEXITCODE) { throw "The benchmarks $Filter failed." }
    (Get-Item "$artifacts/results/*-report-brief.json" | ForEach-Object { Get-Content $_ -Raw | ConvertFrom-Json }).Benchmarks | ForEach-Object {
        [pscustomobject]@{
            Method      = $_.Method
            Held        = [int]('0' + ($_.Parameters -replace '\D'))
            Nanoseconds = $_.Statistics.Median
            Bytes       = $_.Memory.BytesAllocatedPerOperation
        }
    }
    Remove-Item $artifacts -Recurse
}

function Measure-Library {
    $cases = Read-Case '*.CacheHit.*'
    foreach ($group in $cases | Group-Object Method) {
        foreach ($case in $group.Group) {
            $row = New-Row "$($case.Method), $('{0:N0}' -f $case.Held) held" $case.Nanoseconds $group.Group[0].Nanoseconds '{0:0} ns' 'one held'
            $row.Goal = '<= 1000 ns'
            $row.Met = $case.Nanoseconds -le 1000 ? 'yes' : 'no'
            $row
        }
    }

    foreach ($theirs in Read-Case '*.MsalCacheHit.*') {
        $ours = $cases.Where({ $_.Method -eq 'GetTokenAsync' -and $_.Held -eq $theirs.Held })
        New-Row ('GetTokenAsync, {0:N0} held' -f $theirs.Held) $ours[0].Nanoseconds $theirs.Nanoseconds '{0:0} ns' 'MSAL.NET 4.92.0, AcquireTokenForClient from its cache' 0.01
    }
}

function Measure-Token {
    $case = @{}
    Read-Case '*.TokenReading.*', '*.TokenChecking.*' | ForEach-Object { $case[$_.Method] = $_ }
    $read, $readPeer, $test, $testPeer = $case['Decode', 'DecodePeer', 'TestAsync', 'VerifyPeer']
    New-Row "ConvertFrom-Auth0Token's decoding of 30 claims, $('{0:0.0}' -f ($read.Bytes / 1KB)) kB" $read.Nanoseconds $readPeer.Nanoseconds '{0:0} ns' "JsonWebTokenHandler and a dictionary, $('{0:0.0}' -f ($readPeer.Bytes / 1KB)) kB" 1.2
    New-Row "Test-Auth0Token's checks with the keys held, $('{0:0.0}' -f ($test.Bytes / 1KB)) kB" $test.Nanoseconds $testPeer.Nanoseconds '{0:0} ns' "the RSA verification alone, $($testPeer.Bytes) bytes" 1.5
}
