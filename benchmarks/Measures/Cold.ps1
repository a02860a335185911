# What a script costs in a fresh process, with the module as users install it: import, connect, first token, first page.
function Measure-Cold {
    & "$root/build.ps1" Package | Out-Null
    $installed = (Get-Item "$root/out/Auth0Flows/*/Auth0Flows.psd1").FullName
    . "$PSScriptRoot/../Scripts/Tenant.ps1"
    $tenant = Start-TenantProcess $program 'ClientCount=100'
    $variables = @{
        BENCHMARK_DOMAIN = $tenant.Domain; BENCHMARK_CLIENT_ID = $tenant.ClientId; BENCHMARK_CLIENT_SECRET = $tenant.ClientSecret
        AUTH0_DOMAIN = $tenant.Domain; AUTH0_CLIENT_ID = $tenant.ClientId; AUTH0_CLIENT_SECRET = $tenant.ClientSecret
        AUTH0_CONFIG_FOLDER = (New-Item (Join-Path ([IO.Path]::GetTempPath()) "auth0flows-cold-$PID") -ItemType Directory -Force).FullName
    }
    $variables.GetEnumerator().ForEach({ Set-Item "Env:$($_.Key)" $_.Value })
    try {
        $processor = @{}
        $whole = @{}
        for ($i = -1; $i -lt $Imports; $i++) {
            foreach ($kind in 'Empty', 'RestMethod', 'Module', 'Environment', 'Stored') {
                $answer = Invoke-Script Cold @{ Kind = $kind; Module = $installed }
                if ($i -ge 0) { # the first runs load the files into memory, and store the token
                    $processor[$kind] += , $answer.ProcessorMilliseconds
                    $whole[$kind] += , $answer.Milliseconds
                }
            }
        }
    }
    finally {
        Remove-Item $variables.AUTH0_CONFIG_FOLDER -Recurse -Force
        $variables.Keys.ForEach({ Remove-Item "Env:$_" })
        Stop-Tenant $tenant
    }

    function Get-Over($Times, [string]$Kind) { (Get-Median $Times[$Kind]) - (Get-Median $Times.Empty) }

    $peer = 'two calls of Invoke-RestMethod'
    $name = 'Import to first page, fresh process, processor time over an empty one'
    New-Row "$name; connected" (Get-Over $processor Module) (Get-Over $processor RestMethod) '{0:0} ms' $peer 1.0
    New-Row "$name; by the environment" (Get-Over $processor Environment) (Get-Over $processor RestMethod) '{0:0} ms' $peer 1.0
    New-Row "$name; with a stored token" (Get-Over $processor Stored) (Get-Over $processor RestMethod) '{0:0} ms' $peer 0.6
    New-Row 'The same, time; connected' (Get-Over $whole Module) (Get-Over $whole RestMethod) '{0:0} ms' $peer
    $size = (Get-Item "$root/out/*.nupkg").Length
    New-Fact 'The package' ('{0:0.00} MB' -f ($size / 1e6)) '<= 6 MB' ($size -le 6e6)
}
