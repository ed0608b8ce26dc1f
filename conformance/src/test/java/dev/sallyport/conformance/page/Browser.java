package dev.sallyport.conformance.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.conformance.Checkout;
import dev.sallyport.conformance.Skipped;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a screen, driven by chromedriver over the W3C WebDriver protocol. It keeps its profile in a folder that
 * it is given, and asks nobody for updates.
 */
final class Browser implements AutoCloseable {

    /** A key of the protocol's own alphabet. Source: W3C, WebDriver, "Keyboard actions". */
    static final String ENTER = "\uE007";
    static final String ESCAPE = "\uE00C";

    private static final Duration PATIENCE = Duration.ofMinutes(5); // for one command on a loaded machine
    private static final int LARGEST = 200_000_000; // letters of one answer: 5,000 rows on paper are 20 million
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // the protocol's name for a reference

    private final ObjectMapper mapper = new ObjectMapper(JsonFactory.builder().streamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(LARGEST).build()).build());
    private final Process driver;
    private final HttpClient http = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
    private final URI address;
    private final String session;

    private Browser(Process driver, int port, Path program, Path profile) {
        this.driver = driver;
        this.address = URI.create("http://127.0.0.1:" + port);
        ObjectNode wanted = mapper.createObjectNode();
        ObjectNode chrome = wanted.putObject("capabilities").putObject("alwaysMatch");
        chrome.putObject("goog:loggingPrefs").put("performance", "ALL").put("browser", "ALL");
        ObjectNode options = chrome.putObject("goog:chromeOptions").put("binary", program.toString());
        List.of("--headless=new", "--no-sandbox", "--disable-background-networking", "--disable-component-update",
                "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
                "--window-size=1400,1000", "--user-data-dir=" + profile)
                .forEach(options.withArray("args")::add);
        this.session = ask("POST", "/session", wanted).path("sessionId").asText();
    }

    /**
     * Starts one; where this machine has none, the test is skipped and says so.
     *
     * @param profile a folder of the browser's own
     */
    static Browser start(Path profile) {
        Optional<Path> program = Stream.of("chromium", "chromium-browser", "google-chrome").map(Checkout::onPath)
                .flatMap(Optional::stream).findFirst();
        Optional<Path> driver = Checkout.onPath("chromedriver");
        if (program.isEmpty() || driver.isEmpty()) {
            throw Skipped.because("the page of sallyport access report is not tried in a browser, for want of "
                    + (program.isEmpty() ? "chromium" : "chromedriver") + "; ./install-tools installs both.");
        }
        try {
            ProcessBuilder builder = new ProcessBuilder(driver.get().toString(), "--port=0").redirectErrorStream(true);
            builder.environment().put("HOME", profile.toString()); // nothing of this machine's user is read or written
            builder.environment().remove("DBUS_SESSION_BUS_ADDRESS");
            Process process = builder.start();
            try {
                return new Browser(process, port(process), program.get(), profile);
            } catch (RuntimeException e) {
                process.destroyForcibly();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads on after the port, so that a driver that talks much never waits for a reader. */
    private static int port(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher port = PORT.matcher(line);
            if (port.find()) {
                Thread.ofVirtual().start(() -> lines.lines().forEach(_ -> {}));
                return Integer.parseInt(port.group(1));
            }
        }
        throw new IllegalStateException("chromedriver ended without naming a port");
    }

    void open(Path page) {
        log("performance"); // what the browser's own first page did is nobody's concern
        log("browser");
        ask("POST", path("/url"), mapper.createObjectNode().put("url", page.toUri().toString()));
    }

    /** What a function's body returns in the page. */
    JsonNode run(String body, Object... arguments) {
        ObjectNode call = mapper.createObjectNode().put("script", body);
        call.set("args", mapper.valueToTree(List.of(arguments)));
        return ask("POST", path("/execute/sync"), call);
    }

    /** The texts of all elements of a selector, as somebody sees them. */
    List<String> texts(String selector) {
        List<String> texts = new ArrayList<>();
        run("return [...document.querySelectorAll(arguments[0])].map(each => each.innerText ?? each.textContent)",
                selector).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /** Clicks where the first element of a selector is, as a mouse does: what covers it would get the click. */
    void click(String selector) {
        ask("POST", path("/element/" + find(selector) + "/click"), mapper.createObjectNode());
    }

    /** Types into the first element of a selector. */
    void type(String selector, String text) {
        ask("POST", path("/element/" + find(selector) + "/value"), mapper.createObjectNode().put("text", text));
    }

    private String find(String selector) {
        return ask("POST", path("/element"), mapper.createObjectNode().put("using", "css selector")
                .put("value", selector)).path(ELEMENT).asText();
    }

    /** Chooses by value, as somebody does with the keyboard: the page is told. */
    void choose(String selector, String value) {
        run("const list = document.querySelector(arguments[0]); list.value = arguments[1];"
                + "list.dispatchEvent(new Event('input', {bubbles: true}))", selector, value);
    }

    /** {@code dark} or {@code light}, as an operating system's setting. */
    void prefer(String colours) {
        ObjectNode parameters = mapper.createObjectNode();
        parameters.putArray("features").addObject().put("name", "prefers-color-scheme").put("value", colours);
        devTools("Emulation.setEmulatedMedia", parameters);
    }

    /** {@code print} or {@code screen}, as the page is shown from now on. */
    void medium(String medium) {
        devTools("Emulation.setEmulatedMedia", mapper.createObjectNode().put("media", medium));
    }

    private JsonNode devTools(String command, ObjectNode parameters) {
        ObjectNode call = mapper.createObjectNode().put("cmd", command);
        call.set("params", parameters);
        return ask("POST", path("/goog/cdp/execute"), call);
    }

    /** The page on paper, as a PDF. The protocol's own command for it gives up after ten seconds. */
    byte[] print() {
        return Base64.getDecoder().decode(
                devTools("Page.printToPDF", mapper.createObjectNode().put("preferCSSPageSize", true)).path("data")
                        .asText());
    }

    /** What is on the screen, as a PNG. */
    byte[] picture() {
        return Base64.getDecoder().decode(ask("GET", path("/screenshot"), mapper.createObjectNode()).asText());
    }

    /**
     * Every address that was asked for since the last call, the page's own among them. What the page's policy refused is
     * not: the browser reports it as a request that was blocked before it was sent.
     */
    List<String> requests() {
        Map<String, String> requests = new LinkedHashMap<>();
        for (JsonNode entry : log("performance")) {
            JsonNode message = parse(entry.path("message").asText()).path("message");
            JsonNode parameters = message.path("params");
            String id = parameters.path("requestId").asText();
            switch (message.path("method").asText()) {
                case "Network.requestWillBeSent" -> requests.put(id, parameters.path("request").path("url").asText());
                case "Network.loadingFailed" -> {
                    if (parameters.path("blockedReason").asText().equals("csp")) {
                        requests.remove(id);
                    }
                }
                default -> {
                    // nothing that asks for anything
                }
            }
        }
        return List.copyOf(requests.values());
    }

    /** What the page's console says since the last call: errors of scripts, and what its policy refused. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        log("browser").forEach(entry -> complaints.add(entry.path("message").asText()));
        return complaints;
    }

    private JsonNode log(String type) {
        return ask("POST", path("/se/log"), mapper.createObjectNode().put("type", type));
    }

    private String path(String rest) {
        return "/session/" + session + rest;
    }

    private JsonNode ask(String method, String path, JsonNode body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
        HttpRequest built = (method.equals("POST")
                ? request.POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                : request.method(method, HttpRequest.BodyPublishers.noBody())).build();
        try {
            HttpResponse<String> response = http.send(built, HttpResponse.BodyHandlers.ofString());
            JsonNode value = parse(response.body()).path("value");
            if (response.statusCode() != 200) {
                throw new AssertionError(method + " " + path + ": " + value.path("error").asText() + ": "
                        + value.path("message").asText());
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private JsonNode parse(String text) {
        try {
            return mapper.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            ask("DELETE", path(""), mapper.createObjectNode());
        } finally {
            http.close();
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroy();
            try {
                if (!driver.waitFor(10, TimeUnit.SECONDS)) {
                    driver.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
