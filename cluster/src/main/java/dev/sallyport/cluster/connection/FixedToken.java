package dev.sallyport.cluster.connection;

/** A token that is the same each time. */
final class FixedToken implements ClusterLogin.TokenSource {

    private final String token;

    FixedToken(String token) {
        this.token = token;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public void refused() {
        // there is no other
    }

    @Override
    public String toString() {
        return "FixedToken[redacted]";
    }
}
