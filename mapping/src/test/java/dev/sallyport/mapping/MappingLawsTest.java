package dev.sallyport.mapping;

import dev.sallyport.identity.Arn;
import dev.sallyport.identity.CallerIdentity;
import dev.sallyport.identity.CanonicalArn;
import dev.sallyport.mapping.lint.MapLint;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every text and every principal. */
class MappingLawsTest {

    private static final RuleSet NONE = new RuleSet("aws-auth", List.of());

    /** What a map is made of, and what breaks one. */
    @Provide
    Arbitrary<String> soups() {
        return Arbitraries.of("- ", "-", "\n", "\n  ", "\n    ", "\t", " ", "rolearn: ", "userarn: ", "username: ",
                "groups:", "arn:aws:iam::123456789012:role/dev", "sso: ", "{", "}", "[", "]", ", ", ": ", "# c", " #",
                "'",
                "\"", "\\", "|", ">-", "&a ", "*a", "!!int ", "!x ", "? ", "<<: ", "---\n", "...\n", "%", "@", "`", "~",
                "on",
                "0123", ".inf", "\r\n", "\u0085", "\u2028", "\ufeff", "\u0000", "\ud800", "é", "😀", "{{SessionName}}")
                .list().ofMaxSize(40).map(parts -> String.join("", parts));
    }

    private static void everythingOf(AwsAuth auth) {
        auth.referenceReading();
        auth.findings().forEach(finding -> assertThat(finding.place().line()).isPositive());
        MapLint.of(auth).forEach(found -> assertThat(found.finding().remedy()).isNotEmpty());
        auth.health();
        RuleSet served = auth.ourReading(NONE);
        assertThat(auth.ourReading(served)).isEqualTo(auth.ourReading(auth.ourReading(served)));
    }

    @Property(tries = 1_000)
    void noTextMakesParsingThrow(@ForAll("soups") String roles, @ForAll("soups") String users,
            @ForAll("soups") String accounts) {
        everythingOf(
                AwsAuth.parse(Map.of("mapRoles", roles, "mapUsers", users, "mapAccounts", accounts, roles, users)));
        everythingOf(AwsAuth.parseManifest("f", roles));
        everythingOf(AwsAuth.parseManifest("f", "data:\n  mapRoles: |\n    " + users.replace("\n", "\n    ")));
    }

    @Property(tries = 300)
    void noCharactersMakeParsingThrow(@ForAll String text) {
        everythingOf(AwsAuth.parse(Map.of("mapRoles", text, "mapAccounts", text)));
        everythingOf(AwsAuth.parseManifest("f", text));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1).ofMaxLength(8).list().uniqueElements()
                .ofMaxSize(8);
    }

    /** Entries that are YAML and yet wrong. */
    @Provide
    Arbitrary<String> badEntries() {
        return Arbitraries.of("-\n", "- foo\n", "- []\n", "- {}\n", "- 1\n", "- username: u\n", "- rolearn: 1\n",
                "- rolearn:\n", "- {rolearn: [a], username: u}\n", "- rolArn: arn\n", "- rolearn: {a: b}\n",
                "- sso: x\n", "- {sso: {}, rolearn: q}\n", "- - - a\n", "- {? a : b}\n");
    }

    private static String entry(String name) {
        return "- rolearn: arn:aws:iam::123456789012:role/" + name + "\n  username: " + name + "-user\n  groups: [g]\n";
    }

    private static List<String> subjects(RuleSet rules) {
        return rules.rules().stream().map(MappingRule::subject).toList();
    }

    @Property(tries = 200)
    void oneBadEntryNeverCostsTheOthers(@ForAll("names") List<String> names, @ForAll("badEntries") String bad,
            @ForAll @IntRange(max = 8) int at) {
        List<String> entries = new ArrayList<>(names.stream().map(MappingLawsTest::entry).toList());
        entries.add(Math.min(at, entries.size()), bad);

        AwsAuth with = AwsAuth.parse(Map.of("mapRoles", String.join("", entries)));

        List<String> expected = names.stream().map(name -> "arn:aws:iam::123456789012:role/" + name).toList();
        assertThat(subjects(with.referenceReading())).isEqualTo(expected);
        assertThat(subjects(with.ourReading(NONE))).isEqualTo(expected);
        assertThat(with.findings()).isNotEmpty();
    }

    @Property(tries = 200)
    void whatCostsASectionOnEksCostsOneEntryHere(@ForAll("names") List<String> names,
            @ForAll @IntRange(max = 8) int at) {
        List<String> entries = new ArrayList<>(names.stream().map(MappingLawsTest::entry).toList());
        entries.add(Math.min(at, entries.size()), "- {rolearn: bad, username: .nan}\n");

        AwsAuth with = AwsAuth.parse(Map.of("mapRoles", String.join("", entries)));

        assertThat(with.referenceReading().rules()).isEmpty();
        assertThat(subjects(with.ourReading(NONE)))
                .isEqualTo(names.stream().map(name -> "arn:aws:iam::123456789012:role/" + name).toList());
    }

    @Property(tries = 200)
    void aDamagedSectionKeepsExactlyTheRulesItStillNames(@ForAll("names") List<String> names,
            @ForAll @IntRange(max = 7) int revoked) {
        String good = String.join("", names.stream().map(MappingLawsTest::entry).toList());
        RuleSet before = AwsAuth.parse(Map.of("mapRoles", good)).ourReading(NONE);
        List<String> left = names.stream().filter(name -> names.indexOf(name) != revoked).toList();
        String broken = "\t- x\n" + String.join("", left.stream().map(MappingLawsTest::entry).toList());

        AwsAuth now = AwsAuth.parse(Map.of("mapRoles", broken));

        assertThat(now.unreadableSections()).containsExactly("mapRoles");
        assertThat(subjects(now.ourReading(before)))
                .isEqualTo(left.stream().map(name -> "arn:aws:iam::123456789012:role/" + name).toList());
    }

    private static String inRandomCase(String text, long seed) {
        Random random = new Random(seed);
        StringBuilder mixed = new StringBuilder();
        text.chars().forEach(c -> mixed
                .append((char) (random.nextBoolean() ? Character.toUpperCase(c) : Character.toLowerCase(c))));
        return mixed.toString();
    }

    @Property(tries = 200)
    void lookupIgnoresCase(@ForAll("roleNames") String name, @ForAll long first, @ForAll long second) {
        MappingTable table = MappingTable.of(List.of(new RuleSet("s", List.of(new MappingRule.Role(
                inRandomCase("arn:aws:iam::123456789012:role/" + name, first), "u", List.of(),
                new RulePlace("s", "", 0))))));

        MappingResult result = table.lookup(caller(inRandomCase(name, second), "me"), PrivateDnsNames.NONE);

        assertThat(result).isInstanceOf(MappingResult.Mapped.class);
    }

    @Provide
    Arbitrary<String> roleNames() {
        return Arbitraries.strings().withChars("abcxyzABCXYZ019_+=,.@-").ofMinLength(1).ofMaxLength(64);
    }

    private static CallerIdentity caller(String role, String session) {
        return new CallerIdentity(new Arn("aws", "sts", "", "123456789012", "assumed-role/" + role + "/s"),
                new CanonicalArn("arn:aws:iam::123456789012:role/" + role), "123456789012", "AROAEXAMPLE", session,
                "ASIAEXAMPLE");
    }

    /** Templates among words, each with what it becomes. */
    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of("{{AccountID}}", "{{SessionName}}", "{{SessionNameRaw}}", "{{AccessKeyID}}", "{{Other}}",
                "x", "{", "}}", "$1", "\\").list().ofMaxSize(8);
    }

    @Property(tries = 1_000)
    void templatesAreFilledInOnePass(@ForAll("pieces") List<String> pieces,
            @ForAll("pieces") List<String> sessionPieces) {
        String session = String.join("@", sessionPieces);
        String joined = String.join("|", pieces); // the bar keeps pieces from growing together
        List<String> expected = pieces.stream().map(piece -> switch (piece) {
            case "{{AccountID}}" -> "123456789012";
            case "{{SessionName}}" -> session.replace('@', '-');
            case "{{SessionNameRaw}}" -> session;
            case "{{AccessKeyID}}" -> "ASIAEXAMPLE";
            default -> piece;
        }).toList();

        MappingTable table = MappingTable.of(List.of(new RuleSet("s",
                List.of(new MappingRule.Role("arn:aws:iam::123456789012:role/r", joined, List.of(joined),
                        new RulePlace("s", "", 0))))));
        MappingResult result = table.lookup(caller("r", session), _ -> Optional.empty());

        assertThat(result).isInstanceOfSatisfying(MappingResult.Mapped.class, mapped -> {
            assertThat(mapped.user().username()).isEqualTo(String.join("|", expected));
            assertThat(mapped.user().groups()).containsExactly(String.join("|", expected));
        });
    }

    /** An entry in one of many ways of writing it. */
    @Provide
    Arbitrary<String> styles() {
        Arbitrary<String> quote = Arbitraries.of("", "'", "\"");
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
        Arbitrary<String> dash = Arbitraries.of("- ", "-   ", "  - ");
        Arbitrary<String> comment = Arbitraries.of("", " # note", "  #");
        return Combinators.combine(quote, end, dash, comment).as((q, e, d, c) -> {
            String indent = " ".repeat(d.length());
            return d + "rolearn: " + q + "arn:aws:iam::123456789012:role/r" + q + c + e + indent + "username: " + q
                    + "u" + q
                    + c + e + indent + "groups:" + e + indent + "- " + q + "g" + q + e;
        });
    }

    @Property(tries = 200)
    void howItIsWrittenDoesNotMatter(@ForAll("styles") String text) {
        AwsAuth auth = AwsAuth.parse(Map.of("mapRoles", text));

        assertThat(auth.findings()).isEmpty();
        assertThat(auth.referenceReading().rules()).containsExactly(new MappingRule.Role(
                "arn:aws:iam::123456789012:role/r", "u", List.of("g"), new RulePlace("aws-auth", "mapRoles", 1)));
    }
}
