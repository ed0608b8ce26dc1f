package dev.sallyport.sandbox.aws;

import dev.sallyport.identity.SignableRequest;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends exactly what it is told, which no decent client would: doubled headers, foreign hosts, odd request lines. */
final class RawHttp {

    /**
     * An answer.
     *
     * @param status the HTTP status; 0 when the connection ended without one
     * @param headers by name in lower case
     * @param body as UTF-8
     */
    record Reply(int status, Map<String, String> headers, String body) {}

    private final AwsFixture fixture;

    RawHttp(AwsFixture fixture) {
        this.fixture = fixture;
    }

    /** Sends a signed request to the AWS endpoint. */
    Reply send(SignableRequest request, String body) {
        String target = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        List<String> headers = request.headers().stream().map(header -> header.name() + ": " + header.value()).toList();
        return send(fixture.aws.endpoint(), request.method() + " " + target + " HTTP/1.1", headers, body);
    }

    /** Sends a request line, headers and a body. */
    Reply send(URI to, String requestLine, List<String> headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(requestLine).append("\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("Connection: close\r\nContent-Length: ").append(bytes.length).append("\r\n\r\n");
        try (Socket socket = open(to)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Socket open(URI to) throws IOException {
        return to.getScheme().equals("http")
                ? new Socket(InetAddress.ofLiteral("127.0.0.1"), to.getPort())
                : Trust.only(fixture.authority.certificatePem()).getSocketFactory().createSocket("127.0.0.1",
                        to.getPort());
    }

    private static Reply read(InputStream in) throws IOException {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Reply(0, Map.of(), text);
        }
        String[] lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (String line : List.of(lines).subList(1, lines.length)) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return new Reply(Integer.parseInt(lines[0].split(" ", -1)[1]), headers, text.substring(end + 4));
    }
}
