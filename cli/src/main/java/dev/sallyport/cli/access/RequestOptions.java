package dev.sallyport.cli.access;

import dev.sallyport.access.world.ResourceWords;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.rbac.AccessRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code VERB RESOURCE[/NAME] [-n NAMESPACE] [--subresource S] | VERB --url PATH}: what is asked about. */
public final class RequestOptions {

    /** Rules write {@code pods/exec}, and kubectl's {@code TYPE/NAME} means a Pod called exec by that. */
    private static final Set<String> SUBRESOURCES = Set.of("approval", "attach", "binding", "ephemeralcontainers",
            "eviction", "exec", "finalize", "log", "portforward", "proxy", "resize", "scale", "status", "token");

    @Parameters(index = "0", paramLabel = "VERB", description = "Such as get, list, watch, create, update, patch, delete, or * for every verb.")
    String verb = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "RESOURCE[/NAME]", description = "As kubectl takes it: pods, deploy, deployments.apps, secrets/db, or * for every resource.")
    @Nullable
    String resource;

    @Option(names = {"-n",
        "--namespace"}, paramLabel = "NAMESPACE", description = "Where. Without it: in all namespaces at once.")
    String namespace = "";

    @Option(names = "--subresource", paramLabel = "NAME", description = "Such as log, exec or token.")
    String subresource = "";

    @Option(names = "--url", paramLabel = "PATH", description = "A path that is no resource, such as /metrics, in place of RESOURCE.")
    @Nullable
    String url;

    /**
     * What was typed in a command that has more words than these.
     *
     * @param words VERB and RESOURCE[/NAME], or what there is of them
     * @param url empty where a resource is meant
     */
    public static RequestOptions of(List<String> words, String namespace, String subresource, Optional<String> url) {
        RequestOptions typed = new RequestOptions();
        typed.verb = words.isEmpty() ? "" : words.getFirst();
        typed.resource = words.size() > 1 ? words.get(1) : null;
        typed.namespace = namespace;
        typed.subresource = subresource;
        typed.url = url.orElse(null);
        return typed;
    }

    /** A request, and what was taken for granted in it. */
    public record Asked(AccessRequest request, boolean inAllNamespaces, Optional<String> remark) {}

    /** Ends the command with wrong usage where no request is described. */
    void check() {
        if ((resource == null) == (url == null)) {
            throw usage(url == null
                    ? "say what is asked about: VERB RESOURCE[/NAME], or VERB --url PATH."
                    : "give a RESOURCE or --url, not both.");
        }
        if (url != null && (!namespace.isEmpty() || !subresource.isEmpty())) {
            throw usage("a path has neither a namespace nor a subresource.");
        }
        if (url != null && !url.startsWith("/")) {
            throw usage("a path begins with a slash, and " + Printable.shellWord(url) + " does not.");
        }
        if (resource != null && (resource.isEmpty() || resource.startsWith("/"))) {
            throw usage("RESOURCE is missing in " + Printable.shellWord(resource) + ".");
        }
        if (resource != null && resource.endsWith("/")) {
            throw usage("NAME is missing in " + Printable.shellWord(resource) + "; without a slash it is about all.");
        }
        if (verb.isEmpty()) {
            throw usage("VERB is empty.");
        }
    }

    /**
     * The request.
     *
     * @param kinds what the cluster serves besides Kubernetes' own
     */
    public Asked read(List<ResourceKind> kinds) {
        check();
        if (url != null) {
            return new Asked(new AccessRequest.NonResource(verb, url), false, Optional.empty());
        }
        String typed = resource == null ? "" : resource;
        int slash = typed.indexOf('/');
        String word = slash < 0 ? typed : typed.substring(0, slash);
        String name = slash < 0 ? "" : typed.substring(slash + 1);
        ResourceWords words = ResourceWords.with(kinds);
        ResourceWords.Understood understood = words.request(verb, word, subresource, name, namespace);
        boolean everywhere = namespace.isEmpty() && words.find(word).map(ResourceKind::namespaced).orElse(true);
        return new Asked(understood.request(), everywhere,
                understood.remark().or(() -> subresource.isEmpty() && SUBRESOURCES.contains(name)
                        ? Optional.of(name + " is taken for the name of one; --subresource " + name
                                + " asks about the subresource.")
                        : Optional.empty()));
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
