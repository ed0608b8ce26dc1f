package dev.sallyport.cli.access;

import dev.sallyport.access.explain.AccessStep;
import dev.sallyport.access.explain.Asker;
import dev.sallyport.access.explain.Explainer;
import dev.sallyport.access.explain.Explanation;
import dev.sallyport.access.explain.Question;
import dev.sallyport.access.explain.Verdict;
import dev.sallyport.access.world.AccessWorld;
import dev.sallyport.cli.terminal.AwsOptions;
import dev.sallyport.cli.terminal.ClusterOptions;
import dev.sallyport.cli.terminal.CommandFailure;
import dev.sallyport.cli.terminal.ExitCode;
import dev.sallyport.cli.terminal.OutputFormat;
import dev.sallyport.cli.terminal.Printable;
import dev.sallyport.cli.terminal.Terminal;
import dev.sallyport.cluster.SelfRights;
import dev.sallyport.cluster.connection.ClusterAnswer;
import dev.sallyport.cluster.connection.ClusterFailure;
import dev.sallyport.cluster.connection.ClusterLogin;
import dev.sallyport.cluster.connection.ClusterTarget;
import dev.sallyport.cluster.snapshot.ObjectKey;
import dev.sallyport.cluster.snapshot.ResourceKind;
import dev.sallyport.rbac.AccessRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code sallyport explain}: why somebody may do something, or may not, and what would mend it. */
@Command(name = "explain", header = "say why somebody may do something or may not, and what mends it", mixinStandardHelpOptions = true, sortOptions = false, customSynopsis = {
    "sallyport explain [ARN | --as-me | --profile NAME] VERB RESOURCE[/NAME] [-n NS]",
    "       sallyport explain [ARN | --as-me | --profile NAME] VERB --url PATH",
    "       sallyport explain -f REVIEW",
    "       sallyport explain --console [ARN | --as-me | --profile NAME]"}, description = {
        "",
        "Walks a principal with a request through both doors, IAM's and the cluster's, and says where it",
        "stops: the line of the map, the binding, the role and its rule. For a no, what would make it a yes,",
        "the narrowest first, with all that it would open. Reads only. Exit code 1 for a no.",
        ""}, footer = {"", "Examples:",
            "  sallyport explain arn:aws:iam::123456789012:user/ana list nodes",
            "  sallyport explain arn:aws:iam::123456789012:role/dev delete pods/web -n prod -o mermaid",
            "  sallyport explain --as-me get --url /metrics",
            "  sallyport explain --console arn:aws:iam::123456789012:role/support",
            "  sallyport explain arn:aws:iam::123456789012:user/ana get pods --offline dump/ --with new.yaml",
            "  sallyport explain list nodes --with their.kubeconfig"})
public final class ExplainCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Parameters(arity = "0..3", paramLabel = "[ARN] VERB RESOURCE[/NAME]", hideParamSyntax = true, description = "A user's, a role's or a session's ARN; what is done; and to what, as kubectl takes it: pods, deploy, deployments.apps, secrets/db.")
    List<String> words = new ArrayList<>();

    @Option(names = {"-n",
        "--namespace"}, paramLabel = "NAMESPACE", description = "Where. Without it: in all namespaces at once.")
    String namespace = "";

    @Option(names = "--subresource", paramLabel = "NAME", description = "Such as log, exec or token.")
    String subresource = "";

    @Option(names = "--url", paramLabel = "PATH", description = "A path that is no resource, such as /metrics, in place of RESOURCE.")
    @Nullable
    String url;

    @Option(names = {"-f",
        "--file"}, paramLabel = "REVIEW", description = "The question as a SubjectAccessReview in YAML or JSON; - for standard input.")
    @Nullable
    String review;

    @Option(names = "--console", description = "In place of VERB RESOURCE: would they see the cluster's objects in the EKS console, and what is missing, in IAM and in the cluster?")
    boolean console;

    @Mixin
    AskerOptions asker = new AskerOptions();

    @Mixin
    AccessSourceOptions source = new AccessSourceOptions();

    @Option(names = {"-o",
        "--output"}, paramLabel = "json|yaml|dot|mermaid", converter = ExplainOutput.Converter.class, description = "Write it as data or as a picture's text instead of for people.")
    ExplainOutput output = ExplainOutput.PEOPLE;

    /** Answers on this terminal. */
    public ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Optional<ReviewFile> file = Optional.ofNullable(review).map(name -> ReviewFile.read(terminal, name));
        Optional<String> arn = words.stream().findFirst().filter(word -> word.startsWith("arn:"));
        check(file.isPresent(), arn.isPresent());
        if (console) {
            Optional<OtherSignIn> other = otherSignIn(arn.isPresent());
            return console(found(other, arn), other.isEmpty() && arn.isEmpty() && !asksAProfile());
        }
        RequestOptions typed = RequestOptions.of(arn.isPresent() ? words.subList(1, words.size()) : words, namespace,
                subresource, Optional.ofNullable(url));
        if (file.isEmpty()) {
            typed.check();
        }
        Optional<OtherSignIn> other = otherSignIn(arn.isPresent() || file.flatMap(ReviewFile::user).isPresent());
        AskerOptions.Found found = file.flatMap(ReviewFile::user).map(Asker.Kubernetes::new)
                .map(AskerOptions.Found::of).orElseGet(() -> found(other, arn));
        Asker who = found.asker();
        boolean isMe = arn.isEmpty() && other.isEmpty() && !asksAProfile() && file.flatMap(ReviewFile::user).isEmpty();
        Optional<String> where = Optional.of(file.map(ReviewFile::request).map(ExplainCommand::namespace)
                .orElse(namespace)).filter(name -> !name.isEmpty());
        // who gets no keys by a profile cannot ask EKS and IAM with them
        ClusterAnswer<AccessWorld> world = source.read(terminal, where,
                found.stop().isPresent() ? new AwsOptions() : asker.aws);
        boolean refused = isMe && world instanceof ClusterAnswer.Failed<AccessWorld>(ClusterFailure failure)
                && failure.kind() == ClusterFailure.Kind.UNAUTHORIZED;
        List<ResourceKind> kinds = world.optional().map(read -> read.cluster().kinds()).orElse(List.of());
        List<String> remarks = new ArrayList<>();
        AccessRequest request = file.map(ReviewFile::request).orElseGet(() -> {
            RequestOptions.Asked asked = typed.read(kinds);
            asked.remark().ifPresent(remarks::add);
            if (asked.inAllNamespaces()) {
                remarks.add("Asked about all namespaces at once; -n NAMESPACE asks about one.");
            }
            return asked.request();
        });
        Question question = new Question(who, request);
        if (found.stop().isPresent()
                && world instanceof ClusterAnswer.Failed<AccessWorld>(ClusterFailure unread)) {
            if (unread.kind() != ClusterFailure.Kind.NO_CREDENTIALS) { // of which the reason stands there already
                remarks.add("The cluster was not looked at: " + unread.message());
            }
            return tell(Explanation.notSignedIn(source.cluster.withoutRunning(terminal).optional()
                    .map(ClusterTarget::name).orElse("a cluster"), question, found.stop().get()), Map.of(), kinds,
                    remarks);
        }
        if (refused) {
            if (who instanceof Asker.Iam iam && file.isEmpty()) {
                remarks.add("An administrator of the cluster can see why, and let you in, with: "
                        + asAdministrator(iam.given().toString()));
            }
            String cluster = ClusterOptions.orEnd(source.cluster.target(terminal)).name();
            return tell(Explanation.notLetIn(cluster, question), Map.of(), kinds, remarks);
        }
        AccessWorld read = ClusterOptions.orEnd(world);
        other.ifPresent(signIn -> remarks.add(signIn.how()));
        Optional<String> foreign = other.flatMap(OtherSignIn::cluster).filter(this::isAnother);
        if (foreign.isPresent()) {
            return tell(Explanation.tokenRefused(read.cluster().name(), question, "its token is made for the cluster "
                    + foreign.get() + ", and this is another: it is refused before the map is asked"), Map.of(), kinds,
                    remarks);
        }
        AccessWorld asked = source.asked(read, question);
        Explanation explained = Explainer.in(asked).explain(question);
        Explanation told = found.stop().map(stop -> stop.knowing(asked.iam())).map(explained::stoppedAtIam)
                .orElseGet(() -> isMe ? asServerSays(explained, remarks) : explained);
        return tell(told, read.cluster().places(), kinds, remarks);
    }

    /** The API server says of whoever asks what they could not see for themselves. */
    private Explanation asServerSays(Explanation explained, List<String> remarks) {
        if (explained.verdict() != Verdict.NOT_KNOWN || explained.access() instanceof AccessStep.NotReached) {
            return explained;
        }
        Optional<SelfRights.Answer> answer = source
                .atServer(terminal, rights -> rights.may(explained.question().request()).optional())
                .flatMap(said -> said);
        answer.filter(said -> !said.allowed()).ifPresent(_ -> {
            if (explained.question().asker() instanceof Asker.Iam iam && review == null) {
                remarks.add("An administrator of the cluster can see what would let you, with: "
                        + asAdministrator(iam.given().toString()));
            }
        });
        return answer.map(said -> explained.asServerSays(said.allowed(), said.reason())).orElse(explained);
    }

    private AskerOptions.Found found(Optional<OtherSignIn> other, Optional<String> arn) {
        return other.map(OtherSignIn::asker).or(() -> arn.map(AskerOptions::of)).map(AskerOptions.Found::of)
                .orElseGet(this::me);
    }

    /** Whether it is about whoever holds a profile's keys, and not about whoever the kubeconfig signs in as. */
    private boolean asksAProfile() {
        return asker.aws.profile != null && !asker.asMe;
    }

    private int console(AskerOptions.Found found, boolean isMe) {
        found.stop().ifPresent(stop -> {
            throw new CommandFailure(ExitCode.REFUSED, stop.because() + stop.mends().stream().limit(1)
                    .flatMap(mend -> RemedyWords.of(stop, mend, true).stream()).map(line -> "\n" + line)
                    .collect(Collectors.joining()));
        });
        TypedOptions typed = TypedOptions.of(source.cluster, asker.aws);
        ConsoleLook look = ConsoleLook.at(terminal, source, asker.aws, found.asker(), isMe,
                asksAProfile() ? typed.signedByAnother() : typed);
        RemedyCommands commands = new RemedyCommands(look.typed(), List.of());
        switch (output) {
            case JSON -> terminal.out().print(OutputFormat.JSON.write(ConsoleFacts.of(look, commands)));
            case YAML -> terminal.out().print(OutputFormat.YAML.write(ConsoleFacts.of(look, commands)));
            case DOT, MERMAID -> throw usage("there is no picture of --console; -o json and yaml have it as data.");
            case PEOPLE -> new ConsoleWords(look).tell(line -> terminal.line(Printable.name(line)), commands,
                    source.offline.isEmpty());
        }
        return (look.report().verdict() == Verdict.YES ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    /** What was typed, for somebody who sees more. */
    private String asAdministrator(String arn) {
        List<String> line = new ArrayList<>(List.of("sallyport", "explain", arn));
        line.addAll(words);
        List<List<String>> options = List.of(List.of("-n", namespace), List.of("--subresource", subresource),
                List.of("--url", url == null ? "" : url));
        options.stream().filter(option -> !option.getLast().isEmpty()).forEach(line::addAll);
        return line.stream().map(Printable::shellWord).collect(Collectors.joining(" "));
    }

    /** Of a kubeconfig among the files of --with, which then is no longer one of them. */
    private Optional<OtherSignIn> otherSignIn(boolean isSaidAlready) {
        List<String> kubeconfigs = source.takeKubeconfigs(terminal);
        if (kubeconfigs.isEmpty()) {
            return Optional.empty();
        }
        if (kubeconfigs.size() > 1 || isSaidAlready || asker.asMe || asker.aws.profile != null) {
            throw usage("a kubeconfig for --with says who it is about: give one, and no ARN, --as-me or --profile"
                    + " besides.");
        }
        return Optional.of(OtherSignIn.read(terminal, kubeconfigs.getFirst()));
    }

    /** Whether the cluster that is looked at has another name, as far as that is known. */
    private boolean isAnother(String cluster) {
        return source.offline.isEmpty() && source.cluster.target(terminal).optional()
                .map(ClusterTarget::login).filter(ClusterLogin.BearerToken.class::isInstance)
                .map(ClusterLogin.BearerToken.class::cast).flatMap(login -> login.source().clusterId())
                .filter(name -> !name.equals(cluster)).isPresent();
    }

    private AskerOptions.Found me() {
        if (asker.aws.profile == null && !source.offline.isEmpty()) {
            throw filesDoNotSay();
        }
        return asksAProfile() ? asker.ofProfile(terminal) : asker.me(terminal, source.cluster);
    }

    private void check(boolean file, boolean arn) {
        if (arn && asker.asMe) {
            throw usage("give an ARN or --as-me, not both.");
        }
        if (console && (file || words.size() > (arn ? 1 : 0) || url != null || !namespace.isEmpty()
                || !subresource.isEmpty())) {
            throw usage("--console takes an ARN and nothing else: it asks what the console asks.");
        }
        if (file && (!words.isEmpty() || url != null || !namespace.isEmpty() || !subresource.isEmpty())) {
            throw usage("the review says what is asked about: leave out the ARN, VERB, RESOURCE and their options.");
        }
        int rest = words.size() - (arn ? 1 : 0);
        if (!file && !console && (rest == 0 || rest > 2)) {
            throw usage(rest == 0
                    ? "say what is asked about: VERB RESOURCE[/NAME], or VERB --url PATH."
                    : arn
                            ? "after the ARN come VERB RESOURCE[/NAME] and no more words."
                            : Printable.shellWord(words.getFirst()) + " is no ARN; one looks like"
                                    + " arn:aws:iam::123456789012:role/name.");
        }
        if (!file && !arn && asker.aws.profile == null && !source.offline.isEmpty() && source.with.isEmpty()) {
            throw filesDoNotSay();
        }
    }

    private static CommandFailure filesDoNotSay() {
        return usage("files do not say who you are: give an ARN, or --profile NAME.");
    }

    private static String namespace(AccessRequest request) {
        return request instanceof AccessRequest.Resource resource ? resource.namespace() : "";
    }

    private int tell(Explanation explanation, Map<ObjectKey, String> places, List<ResourceKind> kinds,
            List<String> remarks) {
        new ExplanationTeller(terminal, new RemedyCommands(TypedOptions.of(source.cluster, asker.aws), kinds), places)
                .tell(explanation, remarks, output);
        return (explanation.verdict() == Verdict.YES ? ExitCode.DONE : ExitCode.REFUSED).number();
    }

    private static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }
}
