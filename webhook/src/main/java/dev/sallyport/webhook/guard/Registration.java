package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.cluster.connection.ClusterFailure;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The ValidatingWebhookConfiguration by which the API server knows the guard. One that a manifest made is given whom to
 * trust, and nothing else of it is touched. A guard that is reached by a URL makes its own, and takes it away at its end;
 * one of that name that no guard made for a URL is left alone.
 */
final class Registration {

    private static final Logger log = LoggerFactory.getLogger(Registration.class);

    /** The webhook's name; refusals begin with it. */
    static final String WEBHOOK = "guard.sallyport.dev";

    private static final int SECONDS = 5;

    private final ClusterConnection cluster;
    private final String name;
    private final Optional<URI> url;

    /**
     * The configuration of this name.
     *
     * @param url where the API server is to reach the guard; empty where a manifest says it
     */
    Registration(ClusterConnection cluster, String name, Optional<URI> url) {
        this.cluster = cluster;
        this.name = name;
        this.url = url;
    }

    /**
     * Makes the API server trust these authorities.
     *
     * @param trustPem empty where whoever brought the certificate has to say it
     * @return whether it asks this guard now
     */
    Standing settle(Optional<String> trustPem) {
        ClusterAnswer<Standing> answer = read().then(found -> settled(found, trustPem));
        return switch (answer) {
            case ClusterAnswer.Got<Standing>(Standing standing) -> standing;
            case ClusterAnswer.Failed<Standing>(ClusterFailure failure) -> switch (failure.kind()) {
                case CONFLICT -> new Standing.NotSeen("another replica is changing " + what());
                case UNREACHABLE, UNAVAILABLE, NONSENSE -> new Standing.NotSeen(failure.sentence());
                case CONFIGURATION, NO_CREDENTIALS, UNTRUSTED, UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INVALID ->
                    new Standing.NotAsked(failure.sentence());
            };
        };
    }

    private ClusterAnswer<Optional<ValidatingWebhookConfiguration>> read() {
        return cluster.ask("read " + what(), () -> Optional.ofNullable(cluster.client().admissionRegistration().v1()
                .validatingWebhookConfigurations().withName(name).get()));
    }

    private ClusterAnswer<Standing> settled(Optional<ValidatingWebhookConfiguration> found,
            Optional<String> trustPem) {
        Optional<String> bundle = trustPem
                .map(pem -> Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8)));
        if (found.isEmpty() && url.isEmpty()) {
            return new ClusterAnswer.Got<>(new Standing.NotAsked("there is no ValidatingWebhookConfiguration " + name
                    + ". Make it with kubectl apply -f deploy/guard/"));
        }
        if (found.isEmpty()) {
            return cluster.ask("create " + what(), () -> {
                cluster.client().resource(own(name, url.orElseThrow(), bundle.orElse(null))).create();
                log.info("made {}", what());
                return new Standing.Asked();
            });
        }
        if (url.isPresent() && !isMadeForAUrl(found.get())) {
            return new ClusterAnswer.Got<>(new Standing.NotAsked(what() + " is not this guard's; name another with"
                    + " --registration"));
        }
        ValidatingWebhookConfiguration wanted = url.isPresent() ? rewritten(found.get(), bundle) : found.get();
        if (url.isEmpty() && wanted.getWebhooks().stream().noneMatch(each -> each.getName().equals(WEBHOOK))) {
            return new ClusterAnswer.Got<>(new Standing.NotAsked(what() + " has no webhook " + WEBHOOK
                    + ". Make it anew with kubectl apply -f deploy/guard/"));
        }
        ValidatingWebhookConfiguration trusting = bundle.map(text -> trusting(wanted, text)).orElse(wanted);
        if (trusting.equals(found.get())) {
            return new ClusterAnswer.Got<>(new Standing.Asked());
        }
        return cluster.ask("update " + what(), () -> {
            cluster.client().resource(trusting).update();
            log.info("{} trusts the guard's authorities", what());
            return new Standing.Asked();
        });
    }

    /** A guard makes it with this one webhook, and with a URL, which no manifest of ours has. */
    private static boolean isMadeForAUrl(ValidatingWebhookConfiguration found) {
        return !found.getWebhooks().isEmpty() && found.getWebhooks().stream().allMatch(
                each -> each.getName().equals(WEBHOOK) && each.getClientConfig().getUrl() != null);
    }

    private boolean leadsHere(ValidatingWebhookConfiguration found) {
        return isMadeForAUrl(found) && url.isPresent() && found.getWebhooks().stream()
                .allMatch(each -> url.get().toString().equals(each.getClientConfig().getUrl()));
    }

    private ValidatingWebhookConfiguration rewritten(ValidatingWebhookConfiguration found, Optional<String> bundle) {
        return new ValidatingWebhookConfigurationBuilder(found)
                .withWebhooks(own(name, url.orElseThrow(), bundle.orElse(null)).getWebhooks()).build();
    }

    private static ValidatingWebhookConfiguration trusting(ValidatingWebhookConfiguration found, String bundle) {
        return new ValidatingWebhookConfigurationBuilder(found).withWebhooks(found.getWebhooks().stream()
                .map(each -> each.getName().equals(WEBHOOK)
                        ? new ValidatingWebhookBuilder(each).editClientConfig().withCaBundle(bundle).endClientConfig()
                                .build()
                        : each)
                .toList()).build();
    }

    /** Takes away what was made for this URL: nobody else can serve there. What leads elsewhere stays. */
    void withdraw() {
        if (url.isPresent()) {
            ClusterAnswer<?> gone = read().then(found -> found.filter(this::leadsHere).isEmpty()
                    ? new ClusterAnswer.Got<>(Optional.empty())
                    : cluster.ask("delete " + what(), () -> Optional.of(cluster.client().admissionRegistration().v1()
                            .validatingWebhookConfigurations().withName(name).delete())));
            if (gone instanceof ClusterAnswer.Failed<?>(ClusterFailure failure)) {
                log.warn("could not take {} away: {}", what(), failure.message());
            }
        }
    }

    private String what() {
        return "the ValidatingWebhookConfiguration " + name;
    }

    /** The configuration as the manifests have it, but for a URL. */
    static ValidatingWebhookConfiguration own(String name, URI url,
            @org.jspecify.annotations.Nullable String bundle) {
        ValidatingWebhook webhook = new ValidatingWebhookBuilder().withName(WEBHOOK)
                .withAdmissionReviewVersions("v1").withSideEffects("None").withFailurePolicy("Ignore")
                .withMatchPolicy("Equivalent").withTimeoutSeconds(SECONDS)
                .withNewClientConfig().withUrl(url.toString()).withCaBundle(bundle).endClientConfig()
                .addNewRule().withApiGroups("").withApiVersions("v1").withResources("configmaps")
                .withOperations("CREATE", "UPDATE", "DELETE").withScope("Namespaced").endRule()
                .withNewNamespaceSelector().addToMatchLabels("kubernetes.io/metadata.name", "kube-system")
                .endNamespaceSelector().withNewObjectSelector().endObjectSelector()
                .addNewMatchCondition().withName("only-aws-auth")
                .withExpression("(request.operation == 'DELETE' ? oldObject : object).metadata.name == 'aws-auth'")
                .endMatchCondition().build();
        return new ValidatingWebhookConfigurationBuilder().withNewMetadata().withName(name)
                .addToLabels("app.kubernetes.io/name", "sallyport-guard").endMetadata().withWebhooks(webhook).build();
    }
}
