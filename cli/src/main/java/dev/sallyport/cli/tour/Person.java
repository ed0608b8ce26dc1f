package dev.sallyport.cli.tour;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody in the story: a name to be called by, and a shell of their own.
 *
 * @param name as the story calls them, such as {@code user/eks-test}
 * @param home their home folder, so that nobody's {@code ~/.kube} and {@code ~/.aws} is touched
 * @param environment their variables; holds their keys, so {@link #toString()} shows the name alone
 */
record Person(String name, Path home, Map<String, String> environment) {

    Person {
        environment = Map.copyOf(environment);
    }

    /** The same person with another variable. */
    Person with(String variable, String value) {
        Map<String, String> changed = new LinkedHashMap<>(environment);
        changed.put(variable, value);
        return new Person(name, home, changed);
    }

    @Override
    public String toString() {
        return name;
    }
}
