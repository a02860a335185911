# Durations: a number is seconds, as for PowerShell's own -TimeoutSec. PowerShell would read 300 as ticks, and '3' as three days.
BeforeDiscovery {
    . $PSScriptRoot/../Helpers/Common.ps1
    $durations = foreach ($command in Get-Command -Module Auth0Flows -CommandType Cmdlet) {
        foreach ($parameter in $command.Parameters.Values) {
            if ([timespan] -in $parameter.ParameterType, [Nullable]::GetUnderlyingType($parameter.ParameterType)) {
                @{ Command = $command.Name; Parameter = $parameter.Name; Attributes = $parameter.Attributes }
            }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/../Helpers/Common.ps1

    # The value that a parameter gets.
    function Convert-Argument([object[]] $Attributes, $Value) {
        foreach ($attribute in $Attributes.Where{ $_ -is [System.Management.Automation.ArgumentTransformationAttribute] }) {
            $Value = $attribute.Transform($ExecutionContext, $Value)
        }
        [timespan] $Value
    }
}

Describe 'A duration' {
    It 'has parameters to test' {
        (Get-Command Export-Auth0User).Parameters.Timeout.ParameterType | Should -Be ([Nullable[timespan]])
    }

    It 'is in seconds if it is a number: <Command> -<Parameter>' -ForEach $durations {
        Convert-Argument $Attributes 300 | Should -Be ([timespan] '00:05:00')
        Convert-Argument $Attributes 300L | Should -Be ([timespan] '00:05:00')
        Convert-Argument $Attributes 1.5 | Should -Be ([timespan] '00:00:01.5')
        Convert-Argument $Attributes '3' | Should -Be ([timespan] '00:00:03')
        Convert-Argument $Attributes '00:05:00' | Should -Be ([timespan] '00:05:00')
        Convert-Argument $Attributes '1.00:00:00' | Should -Be ([timespan] '1.00:00:00')
        Convert-Argument $Attributes ([timespan] '00:00:07') | Should -Be ([timespan] '00:00:07')
    }

    It 'is an error if it is too long for one: <_>' -ForEach 1e10, ([long]::MaxValue), '1e10', ([double]::NaN), ([double]::PositiveInfinity) {
        $value = $_
        { Export-Auth0User -Timeout $value } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,Auth0Flows.PowerShell.ExportAuth0UserCommand'
    }

    It 'is waited for: Publish-Auth0Action' {
        $tenant = Start-Auth0LocalTenant -JobDuration 600
        try {
            $null = Connect-Auth0 $tenant.Domain $tenant.ClientId $tenant.ClientSecret
            $action = New-Auth0Action 'Slow' -Trigger post-login -Code 'exports.onExecutePostLogin = async () => {};'
            $failure = { Publish-Auth0Action $action.Id -Timeout 1 } | Should -Throw -PassThru
            $failure.FullyQualifiedErrorId | Should -BeLike 'JobTimeout,*'
            "$failure" | Should -BeLike '*within 1 s*'
        }
        finally {
            Get-Auth0Session -ListAvailable | Disconnect-Auth0
            $tenant | Stop-Auth0LocalTenant
        }
    }
}
