package dev.sallyport.cli.tour;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** As much of curl as the story needs: a GET, silently, whose body or status is shown. */
final class OwnCurl {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int WRONG_URL = 3; // these three are curl's own exit codes
    private static final int NO_CONNECTION = 7;
    private static final int NOT_WRITTEN = 23;

    Outcome run(List<String> arguments) {
        TypedCommand typed = TypedCommand.of(arguments, Set.of("-o", "-w"), Set.of("-s"));
        boolean silent = typed.options().containsKey("-s");
        if (typed.words().size() != 1 || !typed.strange().isEmpty() || !silent) {
            return OwnClients.unknown("curl", arguments);
        }
        if (!typed.option("-o").orElse("/dev/null").equals("/dev/null")) {
            return new Outcome(NOT_WRITTEN, "curl: (23) Sallyport's own client writes to -o /dev/null alone\n");
        }
        URI url;
        try {
            url = URI.create(typed.name());
        } catch (IllegalArgumentException e) {
            return new Outcome(WRONG_URL, "curl: (3) URL rejected\n");
        }
        try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE)
                .build()) {
            HttpResponse<String> answer = http.send(HttpRequest.newBuilder(url).timeout(PATIENCE).build(),
                    HttpResponse.BodyHandlers.ofString());
            String body = typed.option("-o").isPresent() ? "" : answer.body();
            return new Outcome(0, body + typed.option("-w").orElse("").replace("%{http_code}",
                    Integer.toString(answer.statusCode())).replace("\\n", "\n"));
        } catch (IOException | IllegalArgumentException e) {
            return new Outcome(NO_CONNECTION, "curl: (7) Failed to connect to " + url.getAuthority() + "\n");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome(NO_CONNECTION, "curl: (7) interrupted\n");
        }
    }
}
