# For tests: what the repository's settings say, and what follows from Pester and from secrets that are made up.
@{
    ExcludeRules = @(
        # As in the settings of the repository, where the reasons stand.
        'PSUseBOMForUnicodeEncodedFile'
        'PSUseShouldProcessForStateChangingFunctions'
        'PSReviewUnusedParameter'
        # What BeforeAll sets, It reads: two script blocks, in which the rule sees no connection.
        'PSUseDeclaredVarsMoreThanAssignments'
        # The secrets of tests stand in the tests.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # The local tenant is http on loopback.
        'PSAvoidUsingAllowUnencryptedAuthentication'
        # Pester's own words (It 'does so' -ForEach ...), and the tests' words for them, read as sentences.
        'PSAvoidUsingPositionalParameters'
    )
}
