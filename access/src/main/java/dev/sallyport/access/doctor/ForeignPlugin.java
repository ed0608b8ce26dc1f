package dev.sallyport.access.doctor;

import dev.sallyport.kubeconfig.KubeconfigFiles;
import dev.sallyport.kubeconfig.MergedKubeconfig;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a context has run that is no call for a token known here, so that somebody may see it before it is run. */
public final class ForeignPlugin {

    private ForeignPlugin() {}

    /** The command line to show; empty where the context runs nothing, or a known call for a token. */
    public static Optional<List<String>> of(Surroundings place, String context) {
        KubeconfigFiles files = KubeconfigFiles.ofKubectl(place.variables(), place.home(), place.kubeconfig());
        return Optional.ofNullable(MergedKubeconfig.of(files).contexts().get(context)).flatMap(way -> {
            Path file = way.userFile().orElse(way.file());
            return way.user().flatMap(user -> user.exec()).map(exec -> PluginCall.of(exec, file, place))
                    .filter(call -> !ExecArgumentsCheck.asksForAToken(call)).map(call -> call.shown(file));
        });
    }
}
