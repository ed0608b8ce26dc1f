package dev.sallyport.aws;

import dev.sallyport.aws.AwsFailure.Kind;
import dev.sallyport.identity.AwsCredentials;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks by signed calls of our own. */
final class SignedNodeRoles implements NodeRoleReader {

    private static final int BATCH = 200; // values of a filter

    private final AwsSettings settings;
    private final AwsCredentials credentials;
    private final Clock clock;

    SignedNodeRoles(AwsSettings settings, AwsCredentials credentials, Clock clock) {
        this.settings = settings;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public AwsAnswer<Map<String, String>> ofNodegroups(String cluster) {
        return AwsProblem.caught(() -> roles(cluster, "node-groups", "nodegroups", "nodegroup", "nodeRole"));
    }

    @Override
    public AwsAnswer<Map<String, String>> ofFargateProfiles(String cluster) {
        return AwsProblem.caught(() -> roles(cluster, "fargate-profiles", "fargateProfileNames",
                "fargateProfile", "podExecutionRoleArn"));
    }

    private Map<String, String> roles(String cluster, String path, String list, String one, String role)
            throws AwsProblem {
        if (!cluster.matches("[0-9A-Za-z][A-Za-z0-9_-]{0,99}")) {
            throw new AwsProblem(Kind.CONFIGURATION, PlainText.quoted(cluster) + " is no cluster's name.",
                    "It has 1 to 100 letters, digits, hyphens and underscores.");
        }
        SignedCalls eks = SignedCalls.to(AwsService.EKS, settings, credentials, clock);
        String base = "/clusters/" + cluster + "/" + path;
        Map<String, String> roles = new TreeMap<>();
        String next = "";
        do {
            WireValue page = eks.get(base, next.isEmpty() ? "" : "nextToken=" + SignedCalls.encoded(next),
                    Map.of());
            for (WireValue name : page.at(list).items()) {
                roles.put(name.text(), eks.get(base + "/" + SignedCalls.encoded(name.text()), "", Map.of())
                        .at(one, role).text());
            }
            next = page.at("nextToken").text();
        } while (!next.isEmpty());
        return roles;
    }

    @Override
    public AwsAnswer<Map<String, String>> ofInstances(Set<String> instanceIds) {
        return AwsProblem.caught(() -> {
            Map<String, String> profiles = new HashMap<>();
            List<String> ids = new ArrayList<>(new TreeSet<>(instanceIds));
            for (int from = 0; from < ids.size(); from += BATCH) {
                profiles.putAll(profiles(ids.subList(from, Math.min(ids.size(), from + BATCH))));
            }
            Map<String, String> ofProfile = new HashMap<>();
            for (String profile : new TreeSet<>(profiles.values())) {
                ofProfile.put(profile, roleOf(profile));
            }
            Map<String, String> roles = new TreeMap<>();
            profiles.forEach((id, profile) -> {
                String role = ofProfile.getOrDefault(profile, "");
                if (!role.isEmpty()) {
                    roles.put(id, role);
                }
            });
            return roles;
        });
    }

    /** By a filter: one unknown id among the {@code InstanceId}s would fail the whole call. */
    private Map<String, String> profiles(List<String> ids) throws AwsProblem {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("Action", "DescribeInstances");
        form.put("Version", "2016-11-15");
        form.put("Filter.1.Name", "instance-id");
        for (int i = 0; i < ids.size(); i++) {
            form.put("Filter.1.Value." + (i + 1), ids.get(i));
        }
        Map<String, String> profiles = new HashMap<>();
        WireValue answer = SignedCalls.to(AwsService.EC2, settings, credentials, clock).form(form);
        for (WireValue reservation : answer.at("reservationSet", "item").items()) {
            for (WireValue instance : reservation.at("instancesSet", "item").items()) {
                instance.at("iamInstanceProfile", "arn").some()
                        .ifPresent(arn -> profiles.put(instance.at("instanceId").text(), arn));
            }
        }
        return profiles;
    }

    private String roleOf(String profileArn) throws AwsProblem {
        String name = profileArn.substring(profileArn.lastIndexOf('/') + 1);
        return SignedCalls.to(AwsService.IAM, settings, credentials, clock)
                .form(Map.of("Action", "GetInstanceProfile", "Version", "2010-05-08", "InstanceProfileName",
                        name))
                .at("GetInstanceProfileResult", "InstanceProfile", "Roles", "member", "Arn").text();
    }
}
