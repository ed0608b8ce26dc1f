package dev.sallyport.access.doctor;

import dev.sallyport.identity.Arn;
import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which EKS cluster the person means, as far as that can be read off what they have: a cure that writes the kubeconfig
 * anew has to name it.
 *
 * @param name the cluster's name
 * @param region empty where nothing names one: AWS's settings may
 * @param profile a profile that the kubeconfig names itself
 * @param roleArn a role that the kubeconfig names
 * @param context how the context is called
 * @param user how the user is called
 * @param ours whether the plugin is {@code sallyport token}
 */
record ClusterMeant(String name, Optional<String> region, Optional<String> profile, Optional<String> roleArn,
        Optional<String> context, Optional<String> user, boolean ours) {

    private static final Pattern ARN = Pattern
            .compile("arn:aws[a-z-]*:eks:([a-z0-9-]+):[0-9]{12}:cluster/([A-Za-z0-9][A-Za-z0-9_-]{0,99})");

    /** What the plugin's arguments, the names of the entries and the options say, in this order. */
    static Optional<ClusterMeant> of(Surroundings place, Optional<Way> way, Optional<PluginCall> plugin) {
        ClusterSigns signs = ClusterSigns.of(place, way, plugin);
        Optional<String> region = plugin.flatMap(PluginCall::region).or(place::region)
                .or(() -> signs.entry().map(ClusterSigns.Named::region)).or(signs::hostRegion);
        return signs.name().map(name -> new ClusterMeant(name, region,
                plugin.flatMap(ClusterMeant::profile).or(place::profile), plugin.flatMap(PluginCall::roleArn),
                way.map(known -> known.context().name()), way.map(known -> known.context().user()),
                plugin.filter(call -> call.kind() == PluginCall.Kind.SALLYPORT).isPresent()));
    }

    /** What is meant by somebody's kubeconfig, of another cluster. */
    static ClusterMeant named(String name, String region, Surroundings place, Facts known) {
        ClusterMeant signs = of(place, known.way(), known.plugin())
                .orElseGet(() -> new ClusterMeant(name, Optional.empty(), place.profile(), Optional.empty(),
                        Optional.empty(), Optional.empty(), false));
        return new ClusterMeant(name, Optional.of(region).filter(text -> !text.isEmpty()), signs.profile,
                signs.roleArn, signs.context, signs.user, signs.ours);
    }

    /** The same, signed for by another profile. */
    ClusterMeant signedBy(String other) {
        return new ClusterMeant(name, region, Optional.of(other), roleArn, context, user, ours);
    }

    /** The same, in another role. */
    ClusterMeant inRole(String other) {
        return new ClusterMeant(name, region, profile, Optional.of(other), context, user, ours);
    }

    /** What a kubeconfig that cannot be read says: the cluster of its current context, else the only one in it. */
    static Optional<ClusterMeant> in(String text, Surroundings place) {
        List<String> arns = ARN.matcher(text).results().map(found -> found.group()).distinct().toList();
        Matcher current = Pattern.compile("(?m)^current-context:.*(" + ARN + ")").matcher(text);
        Optional<String> arn = current.find()
                ? Optional.of(current.group(1))
                : Optional.of(arns).filter(all -> all.size() == 1).map(List::getFirst);
        Optional<String> name = place.clusterName().or(() -> first(arn.stream().toList(), found -> found.group(2)));
        return name.map(found -> new ClusterMeant(found,
                place.region().or(() -> first(arn.stream().toList(), match -> match.group(1))), place.profile(),
                Optional.empty(), Optional.empty(), Optional.empty(), false));
    }

    private static Optional<String> first(List<String> names, Function<Matcher, String> part) {
        return names.stream().map(ARN::matcher).filter(Matcher::matches).map(part).findFirst();
    }

    private static Optional<String> profile(PluginCall plugin) {
        return plugin.profile().or(() -> Optional.ofNullable(plugin.exec().env().get("AWS_PROFILE")));
    }

    /**
     * Writes the cluster's entries anew, with the AWS CLI where there is one and it gives the token now, else with ours,
     * which then gives the token as well.
     */
    String updateKubeconfig(Surroundings place) {
        return !ours && place.commands().find("aws", place.variables()).isPresent()
                ? update(place, List.of("aws", "eks", "update-kubeconfig"))
                : updateWithSallyport(place);
    }

    /** Writes the cluster's entries anew, with {@code sallyport token} as the plugin. */
    String updateWithSallyport(Surroundings place) {
        return update(place, List.of("sallyport", "kubeconfig", "update"));
    }

    private String update(Surroundings place, List<String> command) {
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("--name", name));
        region.ifPresent(value -> line.addAll(List.of("--region", value)));
        profile.ifPresent(value -> line.addAll(List.of("--profile", value)));
        roleArn.ifPresent(value -> line.addAll(List.of("--role-arn", value)));
        context.filter(this::isOwnName).ifPresent(value -> line.addAll(List.of("--alias", value)));
        user.filter(this::isOwnName).ifPresent(value -> line.addAll(List.of("--user-alias", value)));
        place.kubeconfig().ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        return ShellLine.of(line);
    }

    /** Whether the AWS CLI would call the entry otherwise by itself. */
    private boolean isOwnName(String entry) {
        return !entry.isEmpty()
                && Arn.tryParse(entry).filter(arn -> arn.resource().equals("cluster/" + name)).isEmpty();
    }
}
