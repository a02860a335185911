# How close to a rate limit the requests are.
function Measure-Pace {
    $found = Invoke-Program pace, $PaceSeconds
    foreach ($case in @{ Name = 'one thread'; Found = $found.One }, @{ Name = 'eight threads'; Found = $found.Eight }) {
        $run = $case.Found
        $name = '{0} in {1:0.0} s, {2}' -f $run.Answered, $run.Seconds, $case.Name
        New-Fact "Pace under 10 a second: $name" ('{0:0.0 %}' -f $run.Pace) '>= 95 %' ($run.Pace -ge 0.95)
        New-Fact "Refused (429): $name" ('{0:0.0 %}, {1}' -f $run.Refused, $run.RefusedCount) '< 2 %' ($run.Refused -lt 0.02)
    }
}
