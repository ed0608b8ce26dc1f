package dev.sallyport.cli.tour;

import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.identity.AwsCredentials;
import dev.sallyport.sandbox.Sandbox;
import dev.sallyport.sandbox.SandboxOptions;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.PolicyHolder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives everybody in the story a home, a shell, and what IAM knows of them. */
final class Casting {

    private static final String DESCRIBE = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "eks:DescribeCluster",
             "Resource": "*"}]}""";
    private static final String FOR_INSTANCES = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "ec2.amazonaws.com"}}]}""";
    /** What the creator types into the editor: one entry for the colleague, one for the instance's role. */
    private static final String EDITOR = """
            #!/bin/sh
            awk '
              { print }
              /^  mapRoles: \\|/ {
                print "    - rolearn: arn:aws:iam::ACCOUNT:role/node-watcher"
                print "      username: node-watcher"
                print "      groups: [node-viewers]"
              }
              /^data:/ {
                print "  mapUsers: |"
                print "    - userarn: arn:aws:iam::ACCOUNT:user/eks-test"
                print "      username: eks-test"
                print "      groups:"
                print "      - node-viewers"
              }' "$1" > "$1.edited" && cat "$1.edited" > "$1" && rm "$1.edited"
            """.replace("ACCOUNT", SandboxOptions.ACCOUNT);

    private final Sandbox sandbox;
    private final Path stage;
    private final String path;
    private final Optional<Path> launcher;

    Casting(Sandbox sandbox, Path stage, String path, Optional<Path> launcher) {
        this.sandbox = sandbox;
        this.stage = stage;
        this.path = path;
        this.launcher = launcher;
    }

    Cast cast() {
        AwsWorld world = sandbox.world();
        world.users(SandboxOptions.ACCOUNT).create("eks-test");
        world.policies(SandboxOptions.ACCOUNT).put(PolicyHolder.USER, "eks-test", "describe-cluster", DESCRIBE);
        AwsCredentials colleague = world.users(SandboxOptions.ACCOUNT).createKey("eks-test");
        world.roles(SandboxOptions.ACCOUNT).create("node-watcher", FOR_INSTANCES);
        world.policies(SandboxOptions.ACCOUNT).put(PolicyHolder.ROLE, "node-watcher", "describe-cluster", DESCRIBE);
        world.roles(SandboxOptions.ACCOUNT).createProfile("node-watcher");
        world.roles(SandboxOptions.ACCOUNT).addToProfile("node-watcher", "node-watcher");
        Person creator = person("cluster-creator", "user/cluster-creator", Optional.of(sandbox.creator()))
                .with("KUBE_EDITOR", editor().toString());
        return new Cast(remembered(creator), person("eks-test", "user/eks-test", Optional.of(colleague)),
                person("workstation", "workstation", Optional.empty()), sandbox.workstation().id(),
                sandbox.nodes().getFirst().privateDnsName(), sandbox.metadataEndpoint().toString());
    }

    private Person person(String folder, String name, Optional<AwsCredentials> keys) {
        Path home = stage.resolve(folder);
        try {
            Files.createDirectories(home.resolve(".kube"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> shell = new LinkedHashMap<>(sandbox.shell());
        shell.remove("AWS_ACCESS_KEY_ID");
        shell.remove("AWS_SECRET_ACCESS_KEY");
        shell.put("HOME", home.toString());
        shell.put("PATH", launcher.map(command -> command.getParent() + ":" + path).orElse(path));
        shell.put("AWS_CONFIG_FILE", home.resolve(".aws/config").toString());
        shell.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve(".aws/credentials").toString());
        shell.put("KUBECONFIG", home.resolve(".kube/config").toString());
        shell.put("AWS_PAGER", "");
        keys.ifPresent(given -> {
            shell.put("AWS_ACCESS_KEY_ID", given.accessKeyId());
            shell.put("AWS_SECRET_ACCESS_KEY", given.secretAccessKey());
        });
        return new Person(name, home, shell);
    }

    private Path editor() {
        Path script = stage.resolve("editor");
        try {
            Files.writeString(script, EDITOR);
            return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a person's variables into a file of their own, for {@code --keep}. */
    private static Person remembered(Person person) {
        Path file = person.home().resolve("env");
        List<String> lines = person.environment().entrySet().stream()
                .map(variable -> variable.getKey() + "=" + Printable.shellWord(variable.getValue())).toList();
        try {
            Files.createFile(file,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return person;
    }
}
