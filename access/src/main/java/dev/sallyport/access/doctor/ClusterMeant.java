package dev.sallyport.access.doctor;

import dev.sallyport.kubeconfig.MergedKubeconfig.Way;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which EKS cluster the person means, as far as that can be read off what they have: a cure that writes the kubeconfig
 * anew has to name it.
 *
 * @param name the cluster's name
 * @param region empty where nothing names one: AWS's settings may
 * @param profile a profile that the kubeconfig names itself
 * @param roleArn a role that the kubeconfig names
 * @param context how the context is called, where that is not the cluster's ARN
 * @param user how the user is called, likewise
 */
record ClusterMeant(String name, Optional<String> region, Optional<String> profile, Optional<String> roleArn,
        Optional<String> context, Optional<String> user) {

    private static final Pattern ARN = Pattern
            .compile("arn:aws[a-z-]*:eks:([a-z0-9-]+):[0-9]{12}:cluster/([A-Za-z0-9][A-Za-z0-9_-]{0,99})");
    private static final Pattern ENDPOINT = Pattern.compile("\\.([a-z]{2}[a-z-]*-[0-9]+)\\.eks\\.amazonaws\\.com");

    /** What the options, the plugin's arguments and the names of the entries say, in this order. */
    static Optional<ClusterMeant> of(Surroundings place, Optional<Way> way, Optional<PluginCall> plugin) {
        List<String> names = way.map(ClusterMeant::names).orElse(List.of());
        Optional<String> name = place.clusterName().or(() -> plugin.flatMap(PluginCall::clusterName))
                .or(() -> first(names, arn -> arn.group(2)));
        Optional<String> region = place.region().or(() -> plugin.flatMap(PluginCall::region))
                .or(() -> first(names, arn -> arn.group(1)))
                .or(() -> way.flatMap(Way::cluster).flatMap(cluster -> cluster.server()).map(ENDPOINT::matcher)
                        .filter(Matcher::find).map(found -> found.group(1)));
        return name.map(found -> new ClusterMeant(found, region,
                place.profile().or(() -> plugin.flatMap(ClusterMeant::profile)),
                plugin.flatMap(PluginCall::roleArn),
                way.map(known -> known.context().name()).filter(alias -> !ARN.matcher(alias).matches()),
                way.map(known -> known.context().user())
                        .filter(alias -> !alias.isEmpty() && !ARN.matcher(alias).matches())));
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
                Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static List<String> names(Way way) {
        return Stream.of(way.context().cluster(), way.context().user(), way.context().name()).toList();
    }

    private static Optional<String> first(List<String> names, Function<Matcher, String> part) {
        return names.stream().map(ARN::matcher).filter(Matcher::matches).map(part).findFirst();
    }

    private static Optional<String> profile(PluginCall plugin) {
        return plugin.profile().or(() -> Optional.ofNullable(plugin.exec().env().get("AWS_PROFILE")));
    }

    /**
     * Writes the cluster's entries anew, with the AWS CLI where there is one, else with ours, which then gives the token
     * as well.
     */
    String updateKubeconfig(Surroundings place) {
        return place.commands().find("aws", place.variables()).isPresent()
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
        context.ifPresent(value -> line.addAll(List.of("--alias", value)));
        user.ifPresent(value -> line.addAll(List.of("--user-alias", value)));
        place.kubeconfig().ifPresent(file -> line.addAll(List.of("--kubeconfig", file.toString())));
        return ShellLine.of(line);
    }
}
