# For every script that has no settings in its own folder. What one line may do that others may not is said there, by SuppressMessage
# with its reason.
@{
    ExcludeRules = @(
        # PowerShell 7 reads UTF-8 without a mark, which .editorconfig asks for.
        'PSUseBOMForUnicodeEncodedFile'
        # For functions that others call. These scripts export none; the cmdlets are held to it by the tests of conventions.
        'PSUseShouldProcessForStateChangingFunctions'
        # It looks at one scope: a script's parameters that its functions use, or text that runs, are beyond it.
        'PSReviewUnusedParameter'
    )
    Rules        = @{
        PSAvoidUsingPositionalParameters = @{
            Enable           = $true
            # Functions of a script's own whose rows read like a table.
            CommandAllowList = 'New-Row', 'New-Fact'
        }
    }
}
