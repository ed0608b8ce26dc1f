package dev.sallyport.conformance.kubernetesapi;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that follow each other in one namespace. */
record Sequence(String title, List<Request> requests) {

    Sequence {
        requests = List.copyOf(requests);
    }

    /** What leads to one of its requests, and that one. */
    Sequence until(int at) {
        return new Sequence(title, requests.subList(0, at + 1));
    }

    /** The sequences that end with the same request and lack one of those before it. */
    Stream<Sequence> smaller() {
        return IntStream.range(0, requests.size() - 1).mapToObj(at -> {
            List<Request> less = new ArrayList<>(requests);
            less.remove(at);
            return new Sequence(title, less);
        });
    }
}
