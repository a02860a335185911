#Requires -Version 7.4
#Requires -Modules Auth0Flows
# What a team wants to be true of its tenant, checked in CI. The tenant and the application come from the environment (see job.yml); the
# application needs the scope read:clients.

Describe 'The application <_.Name>' -ForEach (Get-Auth0Client | Where-Object { -not $_.Global }) {
    It 'has no callback on another host without TLS' {
        $_.Callbacks | Where-Object { $_ -match '^http://(?!localhost|127\.0\.0\.1|\[::1\])' } | Should -BeNullOrEmpty
    }

    It 'has no wildcard as its callback' {
        $_.Callbacks | Where-Object { $_ -match '^https?://\*' } | Should -BeNullOrEmpty
    }

    # Others keep theirs where no script of a web page can read them.
    It 'rotates the refresh tokens of browsers' -Skip:($_.AppType -ne 'spa' -or $_.GrantTypes -notcontains 'refresh_token') {
        $_.RefreshToken.RotationType | Should -Be rotating
    }
}
