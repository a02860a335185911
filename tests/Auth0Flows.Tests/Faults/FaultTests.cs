namespace Auth0Flows.Tests.Faults;

/// <summary>
/// Each fault in each flow: the call ends with an id that says why; nothing from a bad response is kept; a request that may have had an
/// effect isn't repeated; and the session still works. docs/reliability.md lists the ids.
/// </summary>
/// <remarks>With <c>AUTH0FLOWS_WRITE_RELIABILITY=1</c>, the run writes the page instead of comparing it.</remarks>
public sealed class FaultTests(ReliabilityPage page) : IClassFixture<ReliabilityPage>
{
    public static TheoryData<string, string> Cells
    {
        get
        {
            var cells = new TheoryData<string, string>();
            foreach (var fault in FaultTable.All)
            {
                foreach (var flow in FlowTable.All.Where(flow => flow.GivesTokens || !fault.IsOfTokens))
                {
                    cells.Add(fault.Name, flow.Name);
                }
            }

            return cells;
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Fault_InAFlow_EndsWithItsIdAndLeavesTheSessionWhole(string fault, string flow)
    {
        var cell = await Cell.RunAsync(FaultTable.Named(fault), FlowTable.Named(flow), TestContext.Current.CancellationToken);

        page.Compare(fault, flow, cell);
    }

    [Fact]
    public void Ids_AreDocumented()
    {
        var guide = Repository.Read("docs", "guides", "troubleshooting.md");
        var codes = FaultTable
            .All.SelectMany(static fault => fault.Codes)
            .Concat(FlowTable.All.SelectMany(static flow => flow.Also))
            .Distinct();

        Assert.All(codes, code => Assert.Contains($"`{code}`", guide, StringComparison.Ordinal));
        Assert.DoesNotContain(Auth0ErrorCode.InternalError, codes);
    }

    [Fact]
    public void Page_HasTheFaultsAndFlowsOfTheSuite()
    {
        Assert.Equal(FaultTable.All.Select(static fault => fault.Name), page.Faults);
        Assert.Equal(FlowTable.All.Select(static flow => flow.Name), page.Flows);
    }
}
