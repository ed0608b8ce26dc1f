package dev.sallyport.cluster.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A token that stands in a file, which somebody else writes anew before the token ends. Read each time. */
final class TokenFile implements ClusterLogin.TokenSource {

    private final Path file;

    TokenFile(Path file) {
        this.file = file;
    }

    @Override
    public String token() {
        try {
            String token = Files.readString(file).strip();
            if (!token.isEmpty()) {
                return token;
            }
            throw none("it is empty");
        } catch (IOException e) {
            throw none(e.getClass().getSimpleName());
        }
    }

    private ClusterLogin.NoCredentialsException none(String why) {
        return new ClusterLogin.NoCredentialsException(new ClusterFailure(ClusterFailure.Kind.NO_CREDENTIALS,
                "The token file " + PlainText.of(file.toString()) + " gives no token: " + why + ".",
                "Check the path and who may read it."));
    }

    @Override
    public void refused() {
        // the next reading sees what stands there then
    }

    @Override
    public String toString() {
        return "TokenFile[" + file + "]";
    }
}
