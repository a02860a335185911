# What an administrator does every day to operate a tenant: each as one line or a short pipeline, as it is typed.
BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    . $PSScriptRoot/../Helpers/Changes.ps1
    $tenant = Start-Auth0LocalTenant
    $connection, $portal = (Get-ConnectParameter $tenant), (Get-ApplicationParameter $tenant 'Web Portal')
    $web = Connect-Auth0 @portal
    Connect-Auth0 @connection | Out-Null
    New-Auth0Action 'Add plan' post-login -Code '// version 1' | Publish-Auth0Action | Add-Auth0ActionBinding post-login
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'The admin''s day' {
    It 'changes an action and deploys it' {
        '// version 2' | Set-Content TestDrive:/plan.js -NoNewline

        Get-Auth0Action 'Add plan' | Set-Auth0Action -CodePath TestDrive:/plan.js -PassThru | Publish-Auth0Action | Out-Null

        $action = Get-Auth0Action 'Add plan'
        $action.DeployedVersion.Number, $action.DeployedVersion.Code, $action.AllChangesDeployed | Should -Be 2, '// version 2', $true
    }

    It 'goes back to the version before' {
        Get-Auth0Action 'Add plan' | Get-Auth0ActionVersion | Where-Object Number -EQ 1 | Publish-Auth0Action -UpdateDraft | Out-Null

        (Get-Auth0Action 'Add plan').DeployedVersion.Code | Should -Be '// version 1'
    }

    It 'counts the failed logins of the last hour by address' {
        $alice = $tenant.GetUser('alice')
        $wrong = [pscredential]::new($alice.Email, (ConvertTo-SecureString 'not her password' -AsPlainText))
        1..3 | ForEach-Object { (Get-Failure { Get-Auth0Token -GrantType Password -Credential $wrong -NonInteractive -Session $web }).FullyQualifiedErrorId | Should -BeLike 'Invalid*' }

        $addresses = Get-Auth0Log f, fp, fu, fcoa -Since (Get-Date).AddHours(-1) | Group-Object Ip -NoElement | Sort-Object Count -Descending

        ($addresses | Where-Object Name -EQ '127.0.0.1').Count | Should -BeGreaterOrEqual 3
    }

    It 'sees whether one of these addresses is blocked, and unblocks it' {
        Get-Auth0Log fp -Since (Get-Date).AddHours(-1) | Select-Object -ExpandProperty Ip -Unique | Get-Auth0IPBlock | Where-Object IsBlocked | Remove-Auth0IPBlock

        Get-Auth0IPBlock 127.0.0.1 | Select-Object -ExpandProperty IsBlocked | Should -BeFalse
    }

    It 'saves the code of all actions' {
        Get-Auth0Action | ForEach-Object { $_.Code | Set-Content "TestDrive:/$($_.Name).js" }

        Get-Content 'TestDrive:/Add plan.js' | Should -Be '// version 1'
    }
}
