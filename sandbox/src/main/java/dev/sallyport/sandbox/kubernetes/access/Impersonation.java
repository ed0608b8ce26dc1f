package dev.sallyport.sandbox.kubernetes.access;

import dev.sallyport.mapping.KubernetesUser;
import dev.sallyport.rbac.AccessRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Acting as somebody else ({@code kubectl --as}): whoever asks needs the verb {@code impersonate} on the user and on
 * each group, uid and extra value. Source: Kubernetes, "Authenticating", user impersonation.
 */
public final class Impersonation {

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";
    private static final String AUTHENTICATED = "system:authenticated";
    private static final String EXTRA = "impersonate-extra-";
    private static final String GROUP = "authentication.k8s.io";

    private final AccessControl access;

    public Impersonation(AccessControl access) {
        this.access = access;
    }

    /** Headers that name no user, only something of one. */
    public static final class WithoutUser extends Exception {
        WithoutUser(String what) {
            super("requested [" + what + "] without impersonating a user", null, false, false);
        }
    }

    /** The user that the request is to be seen as: the asking one, or whom the headers name. */
    public KubernetesUser effective(KubernetesUser asking, Texts headers) throws WithoutUser {
        String name = headers.get("Impersonate-User");
        String uid = headers.get("Impersonate-Uid");
        List<String> groups = headers.all("Impersonate-Group");
        Map<String, List<String>> extra = extra(headers);
        if (name.isEmpty()) {
            if (!groups.isEmpty()) {
                throw new WithoutUser("{Group  " + groups.getFirst() + "    }");
            } else if (!extra.isEmpty()) {
                throw new WithoutUser("{UserExtra  " + extra.values().iterator().next().getFirst() + "  "
                        + GROUP + "/v1  }");
            } else if (!uid.isEmpty()) {
                throw new WithoutUser("{UID  " + uid + "  " + GROUP + "/v1  }");
            }
            return asking;
        }
        return impersonate(asking, name, uid, groups, extra);
    }

    private KubernetesUser impersonate(KubernetesUser asking, String name, String uid, List<String> asked,
            Map<String, List<String>> extra) {
        List<String> groups = new ArrayList<>(asked);
        if (name.startsWith(SERVICE_ACCOUNT) && name.split(":", -1).length == 4) {
            String[] parts = name.split(":", -1);
            access.check(asking, new AccessRequest.Resource("impersonate", "", "serviceaccounts", "", parts[3],
                    parts[2]));
            if (groups.isEmpty()) {
                groups.add("system:serviceaccounts");
                groups.add("system:serviceaccounts:" + parts[2]);
            }
        } else {
            access.check(asking, new AccessRequest.Resource("impersonate", "", "users", "", name, ""));
        }
        for (String group : asked) {
            access.check(asking, new AccessRequest.Resource("impersonate", "", "groups", "", group, ""));
        }
        extra.forEach((key, values) -> values.forEach(value -> access.check(asking,
                new AccessRequest.Resource("impersonate", GROUP, "userextras", key, value, ""))));
        if (!uid.isEmpty()) {
            access.check(asking, new AccessRequest.Resource("impersonate", GROUP, "uids", "", uid, ""));
        }
        if (!name.equals("system:anonymous") && !groups.contains(AUTHENTICATED)
                && !groups.contains("system:unauthenticated")) {
            groups.add(AUTHENTICATED);
        }
        return new KubernetesUser(name, uid, groups, extra);
    }

    private static Map<String, List<String>> extra(Texts headers) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        for (String header : headers.names()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith(EXTRA)) {
                String key = URLDecoder.decode(lower.substring(EXTRA.length()).replace("+", "%2B"),
                        StandardCharsets.UTF_8);
                extra.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(headers.all(header));
            }
        }
        return extra;
    }
}
