package dev.sallyport.access.doctor;

import dev.sallyport.aws.AwsAnswer;
import dev.sallyport.aws.AwsFailure;
import dev.sallyport.aws.AwsReason;
import dev.sallyport.aws.AwsReason.NotAws;
import dev.sallyport.aws.AwsReason.NotReached;
import dev.sallyport.aws.AwsReason.Silence;
import dev.sallyport.aws.AwsService;
import dev.sallyport.aws.AwsSettings;
import dev.sallyport.aws.Setting;
import dev.sallyport.aws.SourcedCredentials;
import dev.sallyport.aws.StsSighting;
import dev.sallyport.identity.AwsCredentials;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What stands between this machine and AWS. Keys that are written down sign a token without asking AWS anything, so with
 * these it does not keep kubectl out, and is only odd.
 */
final class WayFaults {

    private static final List<String> PROXIES = List.of("HTTPS_PROXY", "https_proxy");
    /** Keys that nobody has: whether somebody answers is all that is asked. */
    private static final AwsCredentials NOBODY = AwsCredentials.longLived("AKIANOBODYNOBODY2345", "nobody");

    private final Facts known;
    private final AwsView view;
    private final ShellVariables shell;

    WayFaults(Surroundings place, Facts known, AwsView view) {
        this.known = known;
        this.view = view;
        this.shell = new ShellVariables(place, known);
    }

    Observation notReached(NotReached silent, String said, Optional<AwsSettings> settings,
            Optional<SourcedCredentials> signer) {
        if (silent.silence() == Silence.UNTRUSTED) {
            return level(Observation.fault(CheckCode.I_UNTRUSTED, said
                    + view.variable("AWS_CA_BUNDLE").map(file -> "\nAWS_CA_BUNDLE=" + file
                            + " names whom to trust, and none of these signed for it.").orElse(""),
                    otherAuthorities()), signer);
        }
        List<String> proxies = PROXIES.stream().filter(view::has).toList();
        List<Cure> cures = new ArrayList<>();
        if (!proxies.isEmpty() && answers(view.without(proxies))) {
            cures.add(shell.unset("go without the proxy: AWS answers without it", proxies));
        } else if (!silent.source().equals("AWS")) {
            return elsewhere(said, silent.source(), silent.service() == AwsService.STS, signer);
        }
        String proxied = proxies.isEmpty() ? "" : "\nThe way leads through the proxy of " + proxies.getFirst() + ".";
        if (cures.isEmpty()) {
            cures.add(Cure.you("find out what stands between you and " + silent.url().getHost(),
                    "curl -sv -o /dev/null " + ShellLine.word(silent.url().toString())));
        }
        return level(Observation.fault(CheckCode.I_UNREACHABLE, said + proxied, cures.toArray(Cure[]::new)), signer);
    }

    Observation notAws(NotAws other, String said) {
        return other.source().equals("AWS")
                ? Observation.fault(CheckCode.I_UNTRUSTED, said)
                : elsewhere(said, other.source(), true, Optional.empty());
    }

    Observation badEndpoint(Setting endpoint, String said) {
        return Observation.fault(CheckCode.D_ENDPOINT, said, back(endpoint.source()));
    }

    Observation badBundle(Path file, String said, Optional<SourcedCredentials> signer) {
        return level(Observation.fault(CheckCode.D_CA_BUNDLE, said, otherAuthorities()), signer);
    }

    private Observation elsewhere(String said, String source, boolean sts, Optional<SourcedCredentials> signer) {
        boolean certain = view.has(source) && answers(view.without(List.of(source)));
        Observation named = Observation.fault(CheckCode.D_ENDPOINT, said, back(source));
        // where AWS does not answer without it either, the way to it may be what is broken
        Observation fault = certain ? named : named.orElse(List.of(CheckCode.I_UNREACHABLE));
        return sts ? fault : level(fault, signer); // a token is made for the endpoint that STS is said to have
    }

    /** Takes the endpoint away where it is said. */
    private Cure back(String source) {
        return view.has(source)
                ? shell.unset("let AWS be asked where it is", List.of(source))
                : Cure.you("let the profile's endpoints count for nothing",
                        ShellLine.of("aws", "configure", "set", "ignore_configured_endpoint_urls", "true", "--profile",
                                known.settings().map(AwsSettings::profileName).orElse("default")));
    }

    /** Without the bundle, or with one that other programs here trust: whatever makes AWS answer. */
    private Cure[] otherAuthorities() {
        List<String> bundle = Stream.of("AWS_CA_BUNDLE").filter(view::has).toList();
        if (!bundle.isEmpty() && answers(view.without(bundle))) {
            return new Cure[]{shell.unset("trust whom this machine trusts", bundle)};
        }
        return Stream.of("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
                .flatMap(name -> view.variable(name).stream())
                .filter(file -> answers(view.with("AWS_CA_BUNDLE", file))).findFirst()
                .map(file -> new Cure[]{shell.set("trust whom other programs here trust", "AWS_CA_BUNDLE", file)})
                .orElseGet(() -> new Cure[]{Cure.you("get the certificate of whoever reads along (a proxy of your "
                        + "company's, mostly), and name its file with AWS_CA_BUNDLE")});
    }

    private static boolean answers(AwsView other) {
        return other.settings().optional()
                .map(settings -> switch (StsSighting.ask(settings, NOBODY, other.clock())) {
                    case AwsAnswer.Got<StsSighting> got -> true;
                    case AwsAnswer.Failed<StsSighting>(AwsFailure failure) ->
                        failure.reason().filter(AwsReason.Refused.class::isInstance).isPresent();
                }).orElse(false);
    }

    private Observation level(Observation fault, Optional<SourcedCredentials> signer) {
        boolean needless = known.plugin().filter(plugin -> plugin.roleArn().isEmpty()).isPresent()
                && signer.filter(keys -> keys.origin().written()).isPresent();
        return needless
                ? new Observation(fault.station(), Level.LOOK, fault.code(),
                        fault.evidence() + "\nA token is signed without asking AWS, so kubectl does not need this.",
                        fault.alike(), fault.cures())
                : fault;
    }
}
