package dev.sallyport.access.findings;

import dev.sallyport.access.findings.AccessFindings.Scene;
import dev.sallyport.access.whocan.Auditor;
import dev.sallyport.cluster.review.ClusterFindings;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.rbac.Binding;
import dev.sallyport.rbac.RbacAuthorizer;
import dev.sallyport.rbac.Role;
import dev.sallyport.rbac.Subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges bindings by themselves: whom they name, and what they lead to. */
final class BindingJudge {

    /** What Kubernetes itself binds for everybody. Source: Kubernetes, "Default roles and role bindings". */
    private static final Set<String> BOOTSTRAP = Set.of("system:basic-user", "system:discovery",
            "system:public-info-viewer", "system:service-account-issuer-discovery");
    private static final String SERVICE_ACCOUNTS = "system:serviceaccounts";

    private final Scene scene;
    private final RbacAuthorizer authorizer;
    private final Auditor auditor;
    private final List<AccessFinding> found = new ArrayList<>();

    private BindingJudge(Scene scene, Auditor auditor) {
        this.scene = scene;
        this.authorizer = RbacAuthorizer.over(scene.rbac());
        this.auditor = auditor;
    }

    static List<AccessFinding> judge(Scene scene, Auditor auditor) {
        BindingJudge judge = new BindingJudge(scene, auditor);
        scene.rbac().bindings().forEach(judge::binding);
        return judge.found;
    }

    private void binding(Binding binding) {
        Optional<Role> role = authorizer.resolve(binding.role(), binding.namespace());
        if (binding.subjects().isEmpty()) {
            if (!binding.name().startsWith("system:")) { // Kubernetes' own may be empty: system:node is
                add(AccessFindingCode.NO_SUBJECT, binding, "it names nobody", "Delete it, or name whom it is for.");
            }
            return;
        }
        if (role.isEmpty()) {
            add(AccessFindingCode.DANGLING, binding,
                    "it names the " + binding.role().kind().kubernetesName() + " " + binding.role().name()
                            + ", which does not exist",
                    "Delete it, or write the role. Whoever writes a role of that name gives it to all whom the binding"
                            + " names.");
        }
        boolean isBootstrap = BOOTSTRAP.contains(binding.name()) && BOOTSTRAP.contains(binding.role().name());
        if (!isBootstrap) {
            binding.subjects().forEach(subject -> subject(binding, subject));
        }
    }

    private void subject(Binding binding, Subject subject) {
        String what = "the " + binding.role().kind().kubernetesName() + " " + binding.role().name();
        switch (subject) {
            case Subject.Group(String name) -> group(binding, name, what);
            case Subject.User(String name) -> user(binding, name, what);
            case Subject.ServiceAccount account -> account(binding, account, what);
        }
    }

    private void group(Binding binding, String name, String what) {
        if (name.equals("system:unauthenticated")) {
            add(AccessFindingCode.ANONYMOUS, binding, "whoever reaches the API server has " + what
                    + ", without signing in", "Delete the subject, and bind whom it is meant for.");
        } else if (name.equals("system:authenticated")) {
            add(AccessFindingCode.EVERYBODY, binding, "everybody who is let in has " + what
                    + ", service accounts included", "Bind the group that it is meant for.");
        } else if (name.equals(SERVICE_ACCOUNTS) || name.startsWith(SERVICE_ACCOUNTS + ":")) {
            add(AccessFindingCode.SA_GROUP, binding, "every service account"
                    + (name.equals(SERVICE_ACCOUNTS) ? "" : " of " + name.substring(SERVICE_ACCOUNTS.length() + 1))
                    + " has " + what,
                    "Bind the service account that needs it: a Pod runs as default where nothing else"
                            + " is said.");
        } else if (!auditor.leadsToGroup(name) && isNobody(scene, new Subject.Group(name))) {
            add(AccessFindingCode.NOBODY, binding, "no rule of the map gives the group " + name
                    + ", so nobody of IAM is in it", "Map somebody into it, or take it out of the binding.");
        }
    }

    private void user(Binding binding, String name, String what) {
        if (name.equals("system:anonymous")) {
            add(AccessFindingCode.ANONYMOUS, binding, "whoever reaches the API server has " + what
                    + ", without signing in", "Delete the subject, and bind whom it is meant for.");
        } else if (!auditor.leadsToUser(name) && isNobody(scene, new Subject.User(name))) {
            add(AccessFindingCode.NOBODY, binding, "no rule of the map makes anybody the user " + name,
                    "Map somebody to that name, or take it out of the binding.");
        }
    }

    private void account(Binding binding, Subject.ServiceAccount account, String what) {
        String home = account.namespace().isEmpty() ? binding.namespace() : account.namespace();
        Subject.ServiceAccount whole = new Subject.ServiceAccount(home, account.name());
        if (account.name().equals("default")) {
            add(AccessFindingCode.DEFAULT_SA, binding, "the service account " + home + "/default has " + what
                    + ", and so has every Pod there that names no other",
                    "Give the Pod that needs it a service account of its own.");
        } else if (scene.serviceAccounts().filter(known -> !known.contains(whole)).isPresent()
                && !binding.name().startsWith("system:")) {
            add(AccessFindingCode.GHOST_SA, binding, "there is no service account " + home + "/" + account.name(),
                    "Delete the subject. Whoever may make service accounts in " + home + " can take the name.");
        }
    }

    /** Whether a user or a group to which no rule leads is nobody: not where the map is unseen, or others keep the name. */
    static boolean isNobody(Scene scene, Subject unmapped) {
        return scene.rules().isPresent() && !ClusterFindings.comesFromElsewhere(unmapped);
    }

    private void add(AccessFindingCode code, Binding binding, String message, String remedy) {
        found.add(new AccessFinding(code, new About.Thing(ObjectKey.of(binding)), message, remedy));
    }
}
