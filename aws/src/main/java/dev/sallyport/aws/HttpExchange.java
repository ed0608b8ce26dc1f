package dev.sallyport.aws;

import dev.sallyport.aws.AwsReason.Silence;
import org.jspecify.annotations.Nullable;

import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends one HTTP request and reads the answer, whatever its status. Follows no redirect.
 *
 * <p>It stands on the JDK's old {@code HttpURLConnection} on purpose. {@code sallyport token} with a role or a profile
 * calls AWS once each time that kubectl starts, and there the newer client costs about six times the processor time
 * before the first byte leaves (0.6 s to 0.1 s, cold, measured on one core). Nothing of the newer one is needed: no
 * HTTP/2, no concurrency.
 *
 * @param connect how long a connection may take to come about
 * @param read how long the answer may keep us waiting
 * @param proxies the way to a host
 * @param trust whom to trust; empty for the Java runtime's own authorities
 */
record HttpExchange(Duration connect, Duration read, ProxyChoice proxies, Optional<SSLSocketFactory> trust) {

    private static final int LONGEST = 4 * 1024 * 1024; // bytes; 200 instances in detail take about one million

    /**
     * A request.
     *
     * @param body empty for none
     */
    record Request(String method, URI url, Map<String, String> headers, String body) {
        Request {
            headers = Map.copyOf(headers);
        }

        static Request get(URI url, Map<String, String> headers) {
            return new Request("GET", url, headers, "");
        }

        @Override
        public String toString() {
            return method + " " + url.getHost(); // headers and query may be secret
        }
    }

    /** An answer. The header names are in lower case. */
    record Reply(int status, Map<String, String> headers, String body) {
        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        /** How far this clock is ahead of the one that dated the answer, to the second; negative where it is behind. */
        Optional<Duration> clockAhead(Clock clock) {
            try {
                Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(header("date").orElse("")));
                return Optional.of(Duration.between(theirs, clock.instant().truncatedTo(ChronoUnit.SECONDS)));
            } catch (DateTimeException none) {
                return Optional.empty();
            }
        }

        @Override
        public String toString() {
            return "Reply[" + status + "]"; // the body may hold credentials
        }
    }

    /** No answer came. The reason is a clause such as "the connection was refused". */
    static final class NoReplyException extends Exception {
        private static final long serialVersionUID = 1L;
        private final String reason;
        private final boolean sent;
        private final Silence silence;

        NoReplyException(String reason, boolean sent, Silence silence) {
            super(reason, null, false, false);
            this.reason = reason;
            this.sent = sent;
            this.silence = silence;
        }

        Silence silence() {
            return silence;
        }

        String reason() {
            return reason;
        }

        /** Whether the request was sent and only the answer is missing. */
        boolean sent() {
            return sent;
        }
    }

    Reply send(Request request) throws NoReplyException {
        HttpURLConnection connection = null;
        try {
            Proxy proxy = proxies.to(request.url());
            connection = (HttpURLConnection) request.url().toURL().openConnection(proxy);
            if (connection instanceof HttpsURLConnection https && trust.isPresent()) {
                https.setSSLSocketFactory(trust.get());
            }
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout((int) connect.toMillis());
            connection.setReadTimeout((int) read.toMillis());
            connection.setRequestMethod(request.method());
            request.headers().forEach(connection::setRequestProperty);
            if (!request.body().isEmpty()) {
                byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(body.length);
                connection.getOutputStream().write(body);
            } else if (request.method().equals("PUT")) {
                connection.setDoOutput(true);
                connection.setFixedLengthStreamingMode(0);
                connection.getOutputStream().close();
            }
            int status = connection.getResponseCode();
            return new Reply(status, headers(connection), body(connection, status));
        } catch (IOException | IllegalArgumentException e) {
            throw inWords(e);
        } finally {
            if (connection != null) {
                connection.disconnect();
            }
        }
    }

    private static Map<String, String> headers(HttpURLConnection connection) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Map.Entry<@Nullable String, List<String>> header : connection.getHeaderFields().entrySet()) {
            if (header.getKey() != null && !header.getValue().isEmpty()) {
                headers.put(header.getKey().toLowerCase(java.util.Locale.ROOT), header.getValue().getLast());
            }
        }
        return headers;
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            if (stream == null) {
                return "";
            }
            byte[] bytes = stream.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new IOException("an answer of more than " + LONGEST + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** An exception's own text may quote the URL or worse: these are our words. */
    private NoReplyException inWords(Exception e) {
        return switch (e) {
            case UnknownHostException unknown -> new NoReplyException("its name cannot be resolved", false,
                    Silence.NAME);
            case SSLException untrusted -> new NoReplyException(
                    "its TLS certificate is not trusted here (AWS_CA_BUNDLE names whom to trust)", false,
                    Silence.UNTRUSTED);
            case SocketTimeoutException late when String.valueOf(late.getMessage()).toLowerCase(java.util.Locale.ROOT)
                    .contains("connect") ->
                new NoReplyException("no connection within " + seconds(connect), false, Silence.NO_CONNECTION);
            case SocketTimeoutException late -> new NoReplyException("no answer within " + seconds(read), true,
                    Silence.NO_ANSWER);
            case NoRouteToHostException unreachable -> new NoReplyException("there is no way to that host", false,
                    Silence.REFUSED);
            case ConnectException refused -> new NoReplyException("the connection was refused", false, Silence.REFUSED);
            default -> new NoReplyException("the connection broke", true, Silence.BROKEN);
        };
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() / 1000.0 + " s";
    }
}
