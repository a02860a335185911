BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1
    $tenant = Start-Auth0LocalTenant
    $connection = Get-ConnectParameter $tenant
    Connect-Auth0 @connection | Out-Null

    # An unexpected case: a dictionary that can't be read.
    Add-Type 'public class OddDictionary : System.Collections.Hashtable { public override System.Collections.IDictionaryEnumerator GetEnumerator() => throw new System.InvalidTimeZoneException("no such zone"); }'
}

AfterAll {
    Get-Auth0Session -ListAvailable | Disconnect-Auth0
    $tenant | Stop-Auth0LocalTenant
}

Describe 'An exception that nobody thought of' {
    It 'has an id, and says what to do; and the session works on' {
        $failure = Get-Failure { Invoke-Auth0Api clients -Method POST -Body ([OddDictionary]::new()) }

        $failure.FullyQualifiedErrorId | Should -Be 'InternalError,Auth0Flows.PowerShell.InvokeAuth0ApiCommand'
        $failure.CategoryInfo.Category | Should -Be 'NotSpecified'
        $failure.Exception | Should -BeOfType [Auth0Exception]
        $failure.Exception.InnerException | Should -BeOfType [InvalidTimeZoneException]
        "$failure" | Should -Be 'An unexpected error occurred: InvalidTimeZoneException: no such zone'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*please report it*'
        (Invoke-Auth0Api "clients/$($tenant.ClientId)").client_id | Should -Be $tenant.ClientId
    }

    It 'names the request that was answered last' {
        $answer = [Auth0Flows.PowerShell.InvokeAuth0ApiCommand].Assembly.GetType('Auth0Flows.PowerShell.ErrorRecords').GetMethods('Public, Static').
            Where{ $_.Name -eq 'From' -and $_.GetParameters()[0].ParameterType -eq [exception] }[0].Invoke($null, @([FormatException] 'odd', $null, 'GET https://acme.auth0.com/api/v2/users'))

        $answer.FullyQualifiedErrorId | Should -Be 'InternalError'
        $answer.Exception.Request | Should -Be 'GET https://acme.auth0.com/api/v2/users'
        $answer.TargetObject | Should -Be 'GET https://acme.auth0.com/api/v2/users'
        "$answer" | Should -Be 'An unexpected error occurred, with GET https://acme.auth0.com/api/v2/users: FormatException: odd'
    }

    It 'is no blank client id' {
        (Get-Failure { Connect-Auth0 acme.eu.auth0.com ' ' }).FullyQualifiedErrorId | Should -BeLike 'ParameterArgumentValidationError,*'
    }
}

Describe 'Each error id' {
    It 'has a category and a recommended action' {
        $of = [Auth0Flows.PowerShell.InvokeAuth0ApiCommand].Assembly.GetType('Auth0Flows.PowerShell.ErrorRecords').GetMethods('Public, Static').
            Where{ $_.Name -eq 'From' -and $_.GetParameters()[0].ParameterType -eq [Auth0ErrorCode] }[0]

        $records = foreach ($code in [Auth0ErrorCode].GetEnumValues()) { $of.Invoke($null, @($code, 'What happened.', $null)) }

        $records.FullyQualifiedErrorId | Should -Be ([Auth0ErrorCode].GetEnumNames())
        $records.Where{ $_.CategoryInfo.Category -eq 'NotSpecified' }.FullyQualifiedErrorId | Should -Be 'InternalError'
        $records.Where{ $_.ErrorDetails.RecommendedAction -notmatch '^[A-Z].{15,}[^\s]$' }.FullyQualifiedErrorId | Should -BeNullOrEmpty
    }
}
