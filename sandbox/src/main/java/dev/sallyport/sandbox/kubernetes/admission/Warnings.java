package dev.sallyport.sandbox.kubernetes.admission;

import java.util.ArrayList;
import java.util.List;

/** What a client is to be warned of besides the answer to one request. Threads may share it. */
public final class Warnings {

    private final List<String> texts = new ArrayList<>();

    /** Adds one. */
    public synchronized void add(String text) {
        texts.add(text);
    }

    /** All that were added, in that order. */
    public synchronized List<String> texts() {
        return List.copyOf(texts);
    }
}
