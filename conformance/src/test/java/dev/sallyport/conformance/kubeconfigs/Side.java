package dev.sallyport.conformance.kubeconfigs;

import dev.sallyport.conformance.Ran;
import dev.sallyport.conformance.Shell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * One of the two commands.
 *
 * @param name names its homes
 * @param command the words before the options
 */
record Side(String name, List<String> command) {

    /** Plays a case in a fresh home. */
    Updated play(UpdateCase update, KubeconfigSandbox sandbox, String number) {
        Path home = sandbox.home(number + "/" + name);
        try {
            lay(update, home);
            Files.createDirectories(home.resolve(".aws"));
            Files.writeString(home.resolve(".aws/credentials"), sandbox.credentialsFile());
            Map<String, String> before = texts(home);
            Shell shell = sandbox.shell(update.who(), home);
            if (!update.variable().isEmpty()) {
                shell = shell.with("KUBECONFIG", update.variable().replace("HOME", home.toString()));
            }
            List<String> words = new ArrayList<>(command);
            update.options().forEach(option -> words.add(option.replace("HOME", home.toString())));
            Ran ran = shell.run(words.toArray(String[]::new));
            return updated(update, ran, before, texts(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void lay(UpdateCase update, Path home) throws IOException {
        for (Map.Entry<String, String> file : update.files().entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            switch (file.getValue()) {
                case UpdateCase.FOLDER -> Files.createDirectories(path);
                case UpdateCase.DANGLING -> Files.createSymbolicLink(path, Path.of("elsewhere"));
                default -> Files.writeString(path, file.getValue());
            }
        }
    }

    private Updated updated(UpdateCase update, Ran ran, Map<String, String> before, Map<String, String> after) {
        boolean done = ran.exitCode() == 0;
        Map<String, String> files = new TreeMap<>();
        after.forEach((file, text) -> files.put(file,
                done ? Updated.meaning(text) : text.equals(before.get(file)) ? "untouched" : text));
        before.keySet().stream().filter(file -> !after.containsKey(file)).forEach(file -> files.put(file, "gone"));
        boolean dry = update.options().contains("--dry-run");
        return new Updated(done ? Updated.Ending.DONE : Updated.Ending.REFUSED,
                done && !dry ? ran.out().replaceFirst("(?s)\\s.*", "") : "",
                done && dry ? Updated.meaning(ran.out()) : "", files);
    }

    private static Map<String, String> texts(Path home) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(home)) {
            for (Path path : all.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)).toList()) {
                String name = home.relativize(path).toString();
                if (!name.startsWith(".aws")) {
                    texts.put(name, Files.readString(path));
                }
            }
        }
        return texts;
    }
}
