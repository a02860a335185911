# Why a goal is missed and what it costs, by the row's name in RESULTS.md (a wildcard).
@{
}
