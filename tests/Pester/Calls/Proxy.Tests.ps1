# A proxy between the module and the tenant, as HTTPS_PROXY names one: its password is a secret, too.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $proxy = [System.Net.Sockets.TcpListener]::new('127.0.0.1', 0)
    $proxy.Start()
    $serving = [powershell]::Create().AddScript{
        param($proxy)
        while ($true) {
            $client = $proxy.AcceptTcpClient()
            $stream = $client.GetStream()
            $null = $stream.Read([byte[]]::new(4096))
            $stream.Write([System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 407 Proxy Authentication Required`r`nContent-Length: 0`r`nConnection: close`r`n`r`n"))
            $client.Dispose()
        }
    }.AddArgument($proxy)
    $null = $serving.BeginInvoke()
}

AfterAll {
    $proxy.Stop()
    $serving.Dispose()
}

Describe 'A proxy that asks for other credentials' {
    It 'is an error of its own, which shows its status and not its password, on no stream: <Name>' -ForEach @(
        @{ Name = 'at a request for a token'; Site = 'acme.eu.auth0.com'; Command = 'Get-Auth0Token -Audience urn:x'; Cmdlet = 'GetAuth0TokenCommand' }
        @{ Name = 'at the download of an export'; Site = 'files.example.com'; Command = 'Export-Auth0User -JobId job_proxy'; Cmdlet = 'ExportAuth0UserCommand' }
    ) {
        $domain, $clientId, $secret = 'acme.eu.auth0.com', 'client', 's'
        if ($Cmdlet -eq 'ExportAuth0UserCommand') {
            $tenant = Start-Auth0LocalTenant
            $domain, $clientId, $secret = $tenant.Domain, $tenant.ClientId, (Get-PlainText $tenant.ClientSecret)
            $tenant.AddFault(@{ Path = '/api/v2/jobs/job_proxy'; StatusCode = 200; Times = 0; Body = '{"id":"job_proxy","type":"users_export","status":"completed","format":"json","location":"https://files.example.com/users"}' })
        }

        $env:HTTPS_PROXY = "http://user:pa55@$($proxy.LocalEndpoint)"
        try {
            $said = Invoke-InNewProcess @"
                Import-Module '$ModulePath'
                `$VerbosePreference = `$DebugPreference = `$InformationPreference = 'Continue'
                `$null = Connect-Auth0 $domain $clientId (ConvertTo-SecureString '$secret' -AsPlainText) -MaximumRetryCount 1 -MaximumRetryDelaySec 0
                # The error is kept among what is shown, and its id is looked at below.
                `$shown = try { $Command *>&1 } catch { `$_ }
                `$shown = @(`$shown; `$Error | Format-List * -Force; Get-Error; "`$(`$Error[0].Exception)") | Out-String -Width 500
                @{ Id = `$Error[0].FullyQualifiedErrorId; Shown = `$shown } | ConvertTo-Json
"@
        } finally {
            Remove-Item Env:HTTPS_PROXY
            $tenant | Where-Object { $_ } | Stop-Auth0LocalTenant
        }

        $said.Id | Should -Be "ProxyRefused,Auth0Flows.PowerShell.$Cmdlet"
        $said.Shown | Should -BeLike "*The proxy did not connect to ${Site}*: its status was 407.*"
        $said.Shown | Should -Not -BeLike '*pa55*'
    }
}
