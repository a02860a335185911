using System.Text;
using Auth0Flows.Fuzz;
using CsCheck;

namespace Auth0Flows.Tests.Fuzzing;

/// <summary>
/// External input causes at most one of the library's own errors. The inputs are the same in every run, so that only a change can make it
/// fail; add inputs that find something to the corpus. <c>build.ps1 Fuzz</c> tries others, and many more.
/// </summary>
public sealed class FuzzTests
{
    private const int Inputs = 20_000;
    private const ulong Seed = 2811;
    private const int MostCorpusBytes = 100 * 1024;

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(static target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void AnyInput_IsReadOrRefused(string name)
    {
        var target = FuzzTargets.Find(name);

        var (inputs, chance) = (InputsOf(target), new PCG(1, Seed));
        for (var i = 0; i < Inputs; i++)
        {
            var input = inputs.Generate(chance, null, out _);
            try
            {
                target.Try(input);
            }
            catch (FuzzFinding finding)
            {
                Assert.Fail($"{Fuzz.Inputs.Shown(input)}\n{finding.Message}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Corpus_IsReadOrRefused(string name)
    {
        var target = FuzzTargets.Find(name);

        Assert.All(Corpus.FilesOf(target), file => target.Try(File.ReadAllBytes(file)));
        Assert.All(target.Seeds, seed => target.Try(seed));
    }

    [Fact]
    public void Corpus_IsSmall_AndOfTargets()
    {
        Assert.True(FuzzTargets.All.SelectMany(Corpus.FilesOf).Sum(static file => new FileInfo(file).Length) <= MostCorpusBytes);
        var names = FuzzTargets.All.Select(static target => target.Name);
        Assert.Empty(Directory.GetDirectories(Corpus.Folder).Select(Path.GetFileName).Except(names));
        Assert.All(FuzzTargets.All, static target => Assert.NotEmpty(Corpus.Of(target)));
    }

    [Fact]
    public void PlantedFault_IsFound_AndMadeAsSmallAsItCanBe()
    {
        var result = new FuzzLoop(
            new Planted(),
            new FuzzOptions
            {
                Inputs = 2_000,
                Seed = 1,
                Threads = 1,
            }
        ).Run();

        var (input, message) = Assert.Single(result.Findings);
        Assert.Equal("ab", Encoding.ASCII.GetString(input));
        Assert.StartsWith("InvalidTimeZoneException: no such zone", message, StringComparison.Ordinal);
    }

    // Mutations of the corpus, with increasing changes, and generated texts from the target's own vocabulary.
    private static Gen<byte[]> InputsOf(FuzzTarget target)
    {
        byte[][] corpus = [.. Corpus.Of(target)];
        var known = Gen.OneOf(corpus);
        var mutated = Gen.Select(
            known,
            known,
            Gen.Int[0, 5],
            Gen.Int,
            (input, other, more, chance) =>
            {
                var mutator = new Mutator(new Random(chance), target.Words);
                return Enumerable.Range(0, 1 + more).Aggregate(input, (bytes, _) => mutator.Mutate(bytes, other));
            }
        );
        var word = Gen.OneOf(target.Words.Concat(Mutator.OddWords).Select(Encoding.UTF8.GetBytes).ToArray());
        var pieces = Gen.OneOf(word, Gen.Byte.Array[0, 4]).Array[0, 16];
        var made = pieces.Select(static several => several.SelectMany(static piece => piece).ToArray());
        return Gen.Frequency<byte[]>((4, mutated), (1, made));
    }

    private sealed class Planted : FuzzTarget
    {
        public override string Name => "planted";

        public override IReadOnlyList<string> Words { get; } = ["xaby"];

        protected override string Read(byte[] input) =>
            input.AsSpan().IndexOf("ab"u8) < 0 ? "read" : throw new InvalidTimeZoneException("no such zone");
    }
}
