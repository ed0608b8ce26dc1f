package dev.sallyport.access.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.rbac.Subject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static dev.sallyport.access.report.ReportedWorld.reading;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

class ReportPageTest {

    private static final Pattern DATA = Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>",
            Pattern.DOTALL);

    private static String page(AccessReport report) throws IOException {
        StringWriter out = new StringWriter();
        ReportPage.write(report, out);
        return out.toString();
    }

    private static String between(String page, String begin, String end) {
        int from = page.lastIndexOf(begin) + begin.length();
        return page.substring(from, page.indexOf(end, from));
    }

    private static AccessReport bound(String name) {
        return new ReportedWorld().role(name, reading("pods")).bind("prod", name, new Subject.User(name)).report(name);
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"</script><img src=x onerror=alert(1)>", "<!--<script>", "]]>", "\u2028\u2029", "\ud800",
        "\"onload=alert(1) x=\"", "\\u003c/script>", "__proto__", "@SCRIPT@"})
    void aNameStaysInsideTheDataAndComesOutAsItIs(String name) throws IOException {
        String page = page(bound(name));

        assertThat(page.split("<script", -1)).hasSize(3);
        assertThat(page.split("<!--", -1)).as("the page's own comment alone").hasSize(2);
        assertThat(page.chars().allMatch(letter -> letter < 128)).as("ASCII").isTrue();
        assertThat(data(page).path("source").asText()).isEqualTo(name);
        assertThat(data(page).path("subjects").findValuesAsText("name")).contains(name);
        assertThat(data(page).path("roles").findValuesAsText("name")).contains("ClusterRole " + name);
    }

    @Property(tries = 200)
    void noNameMakesMarkupOfTheData(@ForAll @StringLength(max = 20) String name) throws IOException {
        StringWriter out = new StringWriter();
        PageData.write(bound(name), out);

        assertThat(out.toString()).matches("[ -~&&[^<>&]]*");
        assertThat(new ObjectMapper().readTree(out.toString()).path("source").asText()).isEqualTo(name);
    }

    @Test
    void thePolicyLetsRunOnlyWhatStandsInThePageAndForbidsEveryRequest() throws Exception {
        String page = page(bound("ana"));

        assertThat(between(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\">")).isEqualTo(
                "default-src 'none'; style-src " + hash(between(page, "<style>", "</style>")) + "; script-src "
                        + hash(between(page, "<script>", "</script>")) + "; base-uri 'none'; form-action 'none'");
    }

    private static String hash(String text) throws Exception {
        return "'sha256-" + Base64.getEncoder().encodeToString(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8))) + "'";
    }

    @ParameterizedTest
    @ValueSource(strings = {"elements.js", "model.js", "passage.js", "person.js", "table.js", "page.js"})
    void noScriptMakesMarkupOrCodeOfText(String script) throws IOException {
        try (InputStream in = requireNonNull(ReportPage.class.getResourceAsStream(script))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).doesNotContain("innerHTML", "outerHTML",
                    "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser", "srcdoc", "</script");
        }
    }

    @Test
    void aGroupStandsInThePageOnceHoweverManyAreInIt() throws IOException {
        ReportedWorld world = new ReportedWorld().role("reader", reading("pods"));
        for (int i = 0; i < 20; i++) {
            world.mapping("arn:aws:iam::123456789012:role/r" + i, "r" + i, "crowd");
            world.bind("ns-" + i, "reader", new Subject.Group("crowd"));
        }

        JsonNode data = data(page(world.report()));

        assertThat(data.path("subjects").findValuesAsText("name")).containsOnlyOnce("crowd");
        assertThat(data.path("bindings")).hasSize(20);
        assertThat(data.path("roles")).hasSize(1);
    }
}
