package dev.sallyport.webhook;

import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What a listener shows beside its answers: to people, probes and scrapers.
 *
 * @param status of HTTP
 */
public record Page(int status, String contentType, Buffer body) {

    private static final ExpositionFormats FORMATS = ExpositionFormats.init();

    /** A page of plain text. */
    public static Page text(int status, String text) {
        return new Page(status, "text/plain; charset=utf-8", Buffer.buffer(text));
    }

    /**
     * Everything counted.
     *
     * @param accept the form that the scraper asks for
     */
    public static Page counted(PrometheusRegistry registry, @Nullable String accept) {
        ExpositionFormatWriter writer = FORMATS.findWriter(accept);
        ByteArrayOutputStream out = new ByteArrayOutputStream(16_384);
        try {
            writer.write(out, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // writing to memory
        }
        return new Page(200, writer.getContentType(), Buffer.buffer(out.toByteArray()));
    }

    /** Sends it; whoever does more than read is told that there is only reading. */
    public void answer(HttpServerRequest request) {
        if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Allow", "GET, HEAD");
            text(405, "expected GET\n").send(request);
        } else {
            send(request);
        }
    }

    private void send(HttpServerRequest request) {
        request.response().setStatusCode(status).putHeader("Content-Type", contentType).putHeader("Cache-Control",
                "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            request.response().putHeader("Content-Length", Integer.toString(body.length())).end();
        } else {
            request.response().end(body);
        }
    }
}
