package dev.sallyport.conformance.kubeconfigs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where an update begins, and what is typed.
 *
 * @param files the files of a home, by their paths in it; a text that is {@link #FOLDER} makes a folder in its place,
 *     one that is {@link #DANGLING} a link to nowhere
 * @param variable the value of {@code KUBECONFIG}; empty leaves it unset. {@code HOME} stands for the home, here and in
 *     the options
 * @param who whose keys are in the environment
 * @param options what follows {@code update-kubeconfig}
 */
record UpdateCase(Map<String, String> files, String variable, String who, List<String> options) {

    static final String FOLDER = "(a folder)";
    static final String DANGLING = "(a link to nowhere)";

    UpdateCase {
        files = new TreeMap<>(files);
        options = List.copyOf(options);
    }

    UpdateCase with(Map<String, String> otherFiles) {
        return new UpdateCase(otherFiles, variable, who, options);
    }

    UpdateCase typed(List<String> otherOptions) {
        return new UpdateCase(files, variable, who, otherOptions);
    }
}
