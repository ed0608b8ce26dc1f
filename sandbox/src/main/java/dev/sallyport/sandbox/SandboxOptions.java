package dev.sallyport.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a sandbox is asked to be.
 *
 * @param name tells several apart; see {@link SandboxFolder}
 * @param root the folder that the sandboxes' folders lie in
 * @param launcher the {@code sallyport} command, for the kubeconfig's exec entry; empty leaves the kubeconfig out
 * @param apiserver a folder with kube-apiserver and etcd, to have a real API server; empty takes the sandbox's own
 */
public record SandboxOptions(String name, Path root, Optional<Path> launcher, Optional<Path> apiserver) {

    /** What a name looks like, in a sentence. */
    public static final String NAME_RULE = "A sandbox's name has 1 to 40 lower-case letters, digits and hyphens, and"
            + " begins with a letter or digit.";

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    /** Whether a sandbox can be called so: its folder is. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** The account that everything in the sandbox belongs to: AWS's own example. */
    public static final String ACCOUNT = "123456789012";

    /** The region of the sandbox. */
    public static final String REGION = "ap-northeast-2";

    /** The cluster's name, which is its id in tokens too. */
    public static final String CLUSTER = "eks-cluster";

    /** A sandbox with its own Kubernetes API. */
    public SandboxOptions(String name, Path root, Optional<Path> launcher) {
        this(name, root, launcher, Optional.empty());
    }
}
