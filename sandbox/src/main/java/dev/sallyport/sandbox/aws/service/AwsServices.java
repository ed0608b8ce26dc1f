package dev.sallyport.sandbox.aws.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.identity.SignatureClaim;
import dev.sallyport.sandbox.aws.wire.Answer;
import dev.sallyport.sandbox.aws.wire.AwsHost;
import dev.sallyport.sandbox.aws.wire.AwsRequest;
import dev.sallyport.sandbox.aws.wire.Dialect;
import dev.sallyport.sandbox.aws.wire.Parameters;
import dev.sallyport.sandbox.aws.wire.QueryDialect;
import dev.sallyport.sandbox.aws.wire.RestJson;
import dev.sallyport.sandbox.aws.wire.SigV4Gate;
import dev.sallyport.sandbox.aws.wire.Tree;
import dev.sallyport.sandbox.aws.world.AwsFault;
import dev.sallyport.sandbox.aws.world.AwsWorld;
import dev.sallyport.sandbox.aws.world.Caller;
import dev.sallyport.sandbox.aws.world.Trouble;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All services behind one door. Which one is meant is what the signature is for; as long as no signature can be read, it
 * is guessed from host, path and action, so that even a refusal speaks the right dialect.
 */
public final class AwsServices {

    private static final String CLUSTER_HEADER = "x-k8s-aws-id"; // signed into every token, and into nothing else
    private static final RestJson REST_JSON = new RestJson();

    private final AwsWorld world;
    private final Clock clock;
    private final SigV4Gate gate;
    private final Map<String, QueryService> queryServices;
    private final EksApi eks;
    private final PortalApi portal;
    private final SignInApi signIn;
    private final WebIdentity webIdentity;
    private volatile StsWeather stsWeather = StsWeather.FAIR;

    public AwsServices(AwsWorld world, Clock clock) {
        this.world = world;
        this.clock = clock;
        this.gate = new SigV4Gate(world, clock);
        this.eks = new EksApi(world);
        this.portal = new PortalApi(world);
        this.signIn = new SignInApi(world);
        this.webIdentity = new WebIdentity(world, clock);
        Map<String, Action> iam = new HashMap<>(new IamUserActions(world).table());
        iam.putAll(new IamRoleActions(world).table());
        iam.putAll(new IamPolicyActions(world).table());
        iam.putAll(new IamProviderActions(world).table());
        this.queryServices = Map.of("sts", new StsActions(world).service(), "iam",
                new QueryService(QueryDialect.IAM, "2010-05-08", iam), "ec2", new Ec2Actions(world).service());
    }

    /** Sets how STS is doing from now on. */
    public void setStsWeather(StsWeather weather) {
        stsWeather = weather;
    }

    /**
     * Answers a request.
     *
     * @param host what it was sent to
     * @param requestId comes back in the answer
     */
    public Answer answer(AwsRequest request, AwsHost host, String requestId) {
        String service = host.service().orElseGet(() -> guess(request));
        Instant time = clock.instant();
        try {
            if (service.equals("sts")) {
                stsWeather.fault().ifPresent(fault -> {
                    throw fault;
                });
            }
            Optional<Answer> unsigned = unsigned(request, service, requestId);
            if (unsigned.isPresent()) {
                return dated(unsigned.get(), time);
            }
            SignatureClaim claim = gate.claim(request);
            service = claim.scope().service();
            time = gate.timeFor(claim);
            SigV4Gate.Admitted admitted = gate.admit(request, claim, host);
            return dated(perform(request, admitted, requestId), time);
        } catch (AwsFault fault) {
            return dated(dialect(service).fault(request, fault, requestId), time);
        }
    }

    /** With AWS's own time, by which a client sees how far its clock is off. */
    private static Answer dated(Answer answer, Instant time) {
        return answer.with("Date", DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC)));
    }

    /** What needs no signature, because it carries a token of another kind, or asks for one. */
    private Optional<Answer> unsigned(AwsRequest request, String service, String requestId) {
        Optional<JsonNode> signedIn = portal.perform(request).or(() -> signIn.perform(request));
        if (signedIn.isPresent()) {
            return signedIn.map(content -> REST_JSON.success(content, requestId));
        }
        if (service.equals("sts") && (request.query() + request.body()).contains(WebIdentity.ACTION)) {
            Parameters parameters = Parameters.read(request.query(), request.body());
            if (parameters.find("Action").filter(WebIdentity.ACTION::equals).isPresent()) {
                return Optional.of(QueryDialect.STS.success(request, WebIdentity.ACTION,
                        webIdentity.assumeRole(parameters), requestId));
            }
        }
        return Optional.empty();
    }

    private Answer perform(AwsRequest request, SigV4Gate.Admitted admitted, String requestId) {
        String service = admitted.scope().service();
        Map<String, List<String>> keys = Map.of("aws:SourceIp", List.of(request.sourceAddress()),
                "aws:SecureTransport", List.of("true"), "aws:RequestedRegion", List.of(admitted.scope().region()));
        if (service.equals("eks")) {
            Call call = new Call(admitted.caller(), admitted.scope().region(), Parameters.read(request.query()), keys);
            return REST_JSON.success(eks.perform(request, call), requestId);
        }
        QueryService query = Optional.ofNullable(queryServices.get(service)).orElseThrow(
                () -> new AwsFault(400, "UnknownService", "The local AWS has no service " + service
                        + "; it has ec2, eks, iam and sts."));
        Parameters parameters = Parameters.read(request.query(), request.body());
        refuseBareSessionToken(service, admitted.caller());
        refuseCloud9(service, admitted.caller(), parameters.text("Action", ""));
        if (request.header(CLUSTER_HEADER).isPresent() && Trouble.of(world, admitted.caller()).tokensUnasked()) {
            throw StsWeather.UNAVAILABLE.fault().orElseThrow();
        }
        Call call = new Call(admitted.caller(), admitted.scope().region(), parameters, keys);
        Tree.Struct result = query.perform(world, call);
        return query.dialect().success(request, parameters.required("Action"), result, requestId);
    }

    /** IAM does not know a user's own temporary keys, unless they came with MFA, which is not of this world. */
    private static void refuseBareSessionToken(String service, Caller caller) {
        if (service.equals("iam") && caller.isTemporary() && caller.kind() != Caller.Kind.ROLE_SESSION) {
            throw new AwsFault(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        }
    }

    /**
     * Cloud9's own temporary keys do not reach IAM, and of STS one action. Source: AWS Cloud9 User Guide, "Actions supported
     * by AWS managed temporary credentials", which has exceptions for IAM, and a second action of STS, that are not of this
     * world.
     */
    private void refuseCloud9(String service, Caller caller, String action) {
        if (caller.isTemporary() && Trouble.of(world, caller).cloud9()
                && (service.equals("iam") || (service.equals("sts") && !action.equals("GetCallerIdentity")))) {
            throw new AwsFault(403, "InvalidClientTokenId", "The security token included in the request is invalid");
        }
    }

    private Dialect dialect(String service) {
        QueryService query = queryServices.get(service);
        return query == null ? REST_JSON : query.dialect();
    }

    private String guess(AwsRequest request) {
        if (!request.path().equals("/")) {
            return "eks";
        }
        String form = request.query() + "&" + request.body();
        return queryServices.entrySet().stream()
                .filter(entry -> entry.getValue().actions().keySet().stream()
                        .anyMatch(action -> form.contains("Action=" + action)))
                .map(Map.Entry::getKey).findFirst().orElse("sts");
    }
}
