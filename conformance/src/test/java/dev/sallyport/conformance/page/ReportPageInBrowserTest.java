package dev.sallyport.conformance.page;

import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Scratch;
import dev.sallyport.conformance.Shell;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The page that {@code sallyport access report --html} writes, opened from a file as people open it. */
class ReportPageInBrowserTest {

    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b(?!s)");
    private static final String COUNT_PRINTED = """
            addEventListener('beforeprint', () => {
              window.printed = document.querySelectorAll('#rows tr').length;
            })""";
    private static final String CI = "arn:aws:iam::123456789012:role/ci";

    private static @Nullable Scratch made;
    private static @Nullable Browser started;
    private static Path small = Path.of("");

    @BeforeAll
    static void open() throws IOException {
        Scratch scratch = Scratch.create();
        made = scratch;
        started = Browser.start(scratch.folder("profile"));
        small = written("small", ReportedDump.small());
    }

    @AfterAll
    static void close() {
        if (started != null) {
            started.close();
        }
        if (made != null) {
            made.close();
        }
    }

    private static Browser browser() {
        return Objects.requireNonNull(started);
    }

    /** The page of the built command, of a dump whose file has this name. */
    private static Path written(String name, String dump) throws IOException {
        Path folder = Objects.requireNonNull(made).folder("pages");
        Path page = folder.resolve(name + ".html");
        Files.writeString(folder.resolve(name + ".yaml"), dump);
        Shell.in(folder, _ -> {}).run(Checkout.launcher().toString(), "access", "report", "--offline", name + ".yaml",
                "--html", page.toString()).succeeds();
        return page;
    }

    private static List<String> people() {
        return browser().texts("#rows .open");
    }

    @Test
    void itShowsEverybodyTheStrongestFirstAndWhatWasNotSeen() {
        browser().open(small);

        assertThat(browser().texts("h1")).containsExactly("Who has what in small.yaml");
        assertThat(browser().texts("#unseen li")).anyMatch(words -> words.contains("access entries"));
        assertThat(people()).containsExactly("arn:aws:iam::123456789012:role/platform", "whoever made the cluster",
                "backup", CI, "system:authenticated");
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void aSearchFindsByEachWordInNamesBindingsAndRules() {
        browser().open(small);

        browser().type("#search", "deployments ROLE/CI");

        assertThat(people()).containsExactly(CI);
        assertThat(browser().texts("#count")).containsExactly("1 entry of 5");
    }

    @Test
    void aFilterLeavesThoseWhoFitAndClearingItShowsEverybodyAgain() {
        browser().open(small);

        browser().choose("#power", "secretsEverywhere");
        assertThat(people()).containsExactly("backup");

        browser().choose("#where", "prod");
        assertThat(browser().texts("#rows td")).containsExactly("Nobody fits. Clear the filters to see everybody.");

        browser().click("#filters [type=reset]");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(people()).hasSize(5));
    }

    @Test
    void aTileFiltersAndLetsGoAgain() {
        browser().open(small);

        browser().click(".tile");
        assertThat(people()).containsExactly("arn:aws:iam::123456789012:role/platform", "whoever made the cluster");

        browser().click(".tile");
        assertThat(people()).hasSize(5);
    }

    @Test
    void aClickDrawsThePassageFromTheIdentityToTheRule() {
        browser().open(small);
        browser().type("#search", "role/ci");

        browser().click("#rows .open");

        assertThat(browser().run("return document.querySelector('dialog').matches(':modal')").asBoolean()).isTrue();
        assertThat(browser().texts("dialog svg title")).containsExactlyInAnyOrder(CI + "\nIAM role",
                "aws-auth mapRoles:1\nsmall.yaml:1", "ci\nuser", "deployers\ngroup",
                "RoleBinding prod/deployers\nin namespace prod", "ClusterRole deployer",
                "deployments of apps [create patch]");
        assertThat(browser().run("return document.querySelectorAll('dialog svg > path').length").asInt())
                .as("arrows").isEqualTo(6);
    }

    @Test
    void theKeyboardAloneOpensThePassageAndLeavesIt() {
        browser().open(small);
        browser().type("#search", "role/ci");

        browser().type("#rows .open", Browser.ENTER);
        assertThat(browser().texts("#person-name")).containsExactly(CI);

        browser().type("dialog .close", Browser.ESCAPE);
        assertThat(browser().run("return document.querySelector('dialog').open").asBoolean()).isFalse();
        assertThat(browser().run("return document.activeElement.className").asText()).isEqualTo("open name");
    }

    @Test
    void everyControlHasAName() {
        browser().open(small);

        assertThat(browser().run("""
                return [...document.querySelectorAll('input, select, button')]
                    .filter(each => (each.labels?.length ?? 0) === 0 && each.innerText.trim() === '').length""")
                .asInt())
                .isZero();
    }

    @Test
    void itIsDarkWhereDarkIsPreferredAndLightElsewhere() {
        browser().open(small);
        String brightness = """
                const [ground, ink] = ['backgroundColor', 'color'].map(name => getComputedStyle(document.body)[name]
                    .match(/\\d+/g).slice(0, 3).reduce((sum, each) => sum + Number(each), 0));
                return ground - ink""";

        browser().prefer("dark");
        assertThat(browser().run(brightness).asInt()).isLessThan(-400);

        browser().prefer("light");
        assertThat(browser().run(brightness).asInt()).isGreaterThan(400);
    }

    @Test
    void namesThatAreMarkupAreShownAsTextAndNothingOfThemRuns() throws IOException {
        browser().open(written(ReportedDump.HOSTILE.replace('/', '|'), ReportedDump.hostile()));

        assertThat(people()).contains("arn:aws:iam::123456789012:user/ci" + ReportedDump.HOSTILE);
        for (int row = 0; row < people().size(); row++) {
            browser().run("document.querySelectorAll('#rows .open')[arguments[0]].click()", row);
            browser().run("document.getElementById('person').close()");
        }
        browser().run("document.getElementById('all-findings').open = true");

        assertThat(browser().run("return window.ran ?? 'nothing ran'").asText()).isEqualTo("nothing ran");
        assertThat(browser().run("return document.querySelectorAll('img, svg[onload], [onerror]').length").asInt())
                .isZero();
        assertThat(browser().run("return document.scripts.length").asInt()).isEqualTo(2);
        assertThat(browser().complaints()).isEmpty();
    }

    @Test
    void nothingIsAskedForButThePageItself() {
        browser().open(small);
        browser().click("#rows .open");

        assertThat(browser().requests()).containsExactly(small.toUri().toString());
        assertThat(browser().run("return performance.getEntriesByType('resource').length").asInt()).isZero();
    }

    @Test
    void whatSomebodyAddsToItIsNotAllowedToRun() throws IOException {
        Path changed = small.resolveSibling("changed.html");
        Files.writeString(changed, Files.readString(small).replace("<body>",
                "<body><script>window.ran = 1</script><img src=\"https://example.com/x.png\" onerror=\"window.ran = 1\">"));

        browser().open(changed);

        assertThat(browser().run("return window.ran ?? 'nothing ran'").asText()).isEqualTo("nothing ran");
        assertThat(browser().requests()).noneMatch(address -> address.startsWith("http"));
        assertThat(browser().complaints()).isNotEmpty().allMatch(words -> words.contains("Content Security Policy"));
    }

    @Tag("long")
    @Test
    void fiveThousandPrincipalsOpenAndAnswerASearchAtOnceAndAreAllPrinted() throws IOException {
        Path page = written("large", ReportedDump.large());
        long begin = System.nanoTime();

        browser().open(page);

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
        assertThat(browser().texts("#count").getFirst()).matches("5,[0-9]{3} entries of 5,[0-9]{3}");
        assertThat(people()).as("a page of them").hasSize(50);
        double took = browser().run("""
                const begin = performance.now();
                document.getElementById('search').value = 'team-4321 secrets';
                document.getElementById('filters').dispatchEvent(new Event('input'));
                document.body.getBoundingClientRect();
                return performance.now() - begin""").asDouble();
        assertThat(took).as("milliseconds of a search").isLessThan(2_000);
        browser().click("#filters [type=reset]");
        browser().choose("#kind", "IAM role");
        assertThat(browser().texts("#count").getFirst()).startsWith("5,000 entries of ");

        browser().run(COUNT_PRINTED);
        String paper = new String(browser().print(), StandardCharsets.ISO_8859_1);

        assertThat(browser().run("return window.printed").asInt()).isEqualTo(5_000);
        assertThat(SHEET.matcher(paper).results().count()).as("sheets of paper").isGreaterThan(100);
        assertThat(people()).as("afterwards").hasSize(50);
    }

    @Test
    void whatTheFiltersLeaveIsPrintedWholeAndAPageOfItIsShownAfterwards() throws IOException {
        browser().open(written("crowd", ReportedDump.crowd(120)));
        browser().choose("#kind", "IAM role");
        assertThat(people()).hasSize(50);
        browser().run(COUNT_PRINTED);

        String paper = new String(browser().print(), StandardCharsets.ISO_8859_1);

        assertThat(browser().run("return window.printed").asInt()).isEqualTo(120);
        assertThat(SHEET.matcher(paper).results().count()).as("sheets of paper").isGreaterThan(3);
        assertThat(people()).hasSize(50);
    }

    @Test
    void onPaperThereAreNoControlsAndWhereAPassageIsOpenNothingElse() {
        browser().open(small);
        String shown = "return ['#filters', '#people table', '.bar'].map(each =>"
                + " document.querySelector(each)?.checkVisibility() ?? false).join()";
        try {
            browser().medium("print");
            assertThat(browser().run(shown).asText()).isEqualTo("false,true,false");

            browser().click("#rows .open");
            assertThat(browser().run(shown).asText()).isEqualTo("false,false,false");
            assertThat(browser().run("return document.querySelector('dialog svg').checkVisibility()").asBoolean())
                    .isTrue();
        } finally {
            browser().medium("screen");
        }
    }
}
