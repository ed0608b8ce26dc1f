package dev.sallyport.webhook.guard;

import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterConnection;
import dev.sallyport.mapping.KubernetesUser;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SubjectAccessReviewBuilder;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Whether somebody may break the glass. */
@FunctionalInterface
interface OverrideRight {

    /** The verb that is asked for, on {@code configmaps/aws-auth} in {@code kube-system}. */
    String VERB = "override";

    /** The answer. */
    sealed interface Answer {
        /** They may. */
        record Granted() implements Answer {}

        /** They may not. */
        record Denied() implements Answer {}

        /** Nobody could say. */
        record Unknown(String why) implements Answer {}
    }

    /** Asks about somebody. */
    Answer ask(KubernetesUser user);

    /** Asks in this time at most. */
    default OverrideRight within(Duration bound) {
        return user -> {
            CompletableFuture<Answer> answer = new CompletableFuture<>();
            Thread.ofVirtual().name("override-right").start(() -> {
                try {
                    answer.complete(ask(user));
                } catch (RuntimeException | Error e) {
                    answer.complete(new Answer.Unknown("a fault of ours, " + e.getClass().getSimpleName()));
                }
            });
            return answer.completeOnTimeout(new Answer.Unknown("no answer in time"), bound.toMillis(),
                    TimeUnit.MILLISECONDS).join();
        };
    }

    /** Asks a cluster's authorizers, by a SubjectAccessReview. */
    static OverrideRight in(ClusterConnection cluster) {
        return user -> {
            ClusterAnswer<Boolean> answer = cluster.ask("review whether somebody may override the guard",
                    () -> cluster.client().authorization().v1().subjectAccessReview().create(review(user)).getStatus()
                            .getAllowed());
            return switch (answer) {
                case ClusterAnswer.Got<Boolean>(Boolean allowed) when allowed -> new Answer.Granted();
                case ClusterAnswer.Got<Boolean> _ -> new Answer.Denied();
                case ClusterAnswer.Failed<Boolean> failed -> new Answer.Unknown(failed.failure().message());
            };
        };
    }

    private static SubjectAccessReview review(KubernetesUser user) {
        return new SubjectAccessReviewBuilder().withNewSpec().withUser(user.username()).withUid(user.uid())
                .withGroups(user.groupsAsAuthenticated()).withExtra(new LinkedHashMap<>(user.extra()))
                .withNewResourceAttributes().withVerb(VERB).withGroup("").withVersion("v1")
                .withResource("configmaps").withNamespace("kube-system").withName("aws-auth").endResourceAttributes()
                .endSpec().build();
    }
}
