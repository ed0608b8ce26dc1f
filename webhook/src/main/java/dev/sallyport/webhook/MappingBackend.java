package dev.sallyport.webhook;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where the webhook gets rules from; the names are the reference authenticator's {@code --backend-mode}. */
public sealed interface MappingBackend {

    /** A file with the map, such as a mounted ConfigMap: {@code MountedFile}. */
    record MountedFile(Path file) implements MappingBackend {}

    /** The ConfigMap {@code kube-system/aws-auth}, watched: {@code EKSConfigMap}. */
    record EksConfigMap() implements MappingBackend {}

    /** The custom resources {@code IAMIdentityMapping}, watched: {@code CRD}. */
    record CustomResources() implements MappingBackend {}

    /**
     * Reads a list of modes, first mode first. Case is ignored, and {@code File} and {@code ConfigMap} are taken for their
     * newer names, as by the reference.
     *
     * @param modes such as {@code MountedFile,EKSConfigMap}
     * @param files what {@code MountedFile} reads, in order
     * @throws IllegalArgumentException when a mode is unknown or doubled, there is none, or the modes and files do not go
     *     together
     */
    static List<MappingBackend> parse(String modes, List<Path> files) {
        List<MappingBackend> backends = new ArrayList<>();
        for (String mode : modes.split(",", -1)) {
            List<MappingBackend> named = switch (mode.trim().toLowerCase(Locale.ROOT)) {
                case "mountedfile", "file" -> files.stream().<MappingBackend>map(MountedFile::new).toList();
                case "eksconfigmap", "configmap" -> List.of(new EksConfigMap());
                case "crd" -> List.of(new CustomResources());
                default -> throw new IllegalArgumentException("\"" + Printable.of(mode.trim())
                        + "\" is no backend mode; there are MountedFile, EKSConfigMap and CRD");
            };
            if (named.isEmpty()) {
                throw new IllegalArgumentException("the backend mode MountedFile needs the file that holds the map");
            }
            if (backends.stream().anyMatch(named::contains)) {
                throw new IllegalArgumentException("the backend mode " + mode.trim() + " is named twice");
            }
            backends.addAll(named);
        }
        if (!files.isEmpty() && backends.stream().noneMatch(MountedFile.class::isInstance)) {
            throw new IllegalArgumentException(
                    "the file " + files.getFirst() + " is read by the backend mode MountedFile alone; name that too");
        }
        return List.copyOf(backends);
    }
}
