package dev.sallyport.identity;

import org.jspecify.annotations.Nullable;

import javax.net.ssl.SSLException;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/**
 * Says why a connection failed, in words of our own: an exception's own text may quote the URL, and the URL is the
 * token.
 */
final class ConnectionFailure {

    private ConnectionFailure() {}

    static String inWords(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
                return "the name of the STS host cannot be resolved";
            }
            if (cause instanceof SSLException) {
                return "no trusted TLS connection to STS (is its CA known here?)";
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return "the connection to STS was not made in time";
            }
            if (cause instanceof HttpTimeoutException) {
                return "STS gave no answer in time";
            }
        }
        return failure instanceof ConnectException
                ? "the connection to STS was refused"
                : "the connection to STS broke";
    }
}
