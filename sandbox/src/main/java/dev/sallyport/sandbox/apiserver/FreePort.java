package dev.sallyport.sandbox.apiserver;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * A loopback port for a program that must be told one. It lies below the range from which kernels serve outgoing
 * connections, so that none of these takes it before the program does.
 */
public final class FreePort {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000; // Linux serves outgoing connections from 32768 on
    private static final int MOST_TRIES = 1_000;

    private FreePort() {}

    /** A port on which nothing listens now. */
    public static int find(RandomGenerator random) {
        for (int i = 0; i < MOST_TRIES; i++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port on loopback between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
