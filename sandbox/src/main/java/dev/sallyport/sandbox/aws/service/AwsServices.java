package dev.sallyport.sandbox.aws.service;

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

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All services behind one door. Which one is meant is what the signature is for; as long as no signature can be read, it
 * is guessed from host, path and action, so that even a refusal speaks the right dialect.
 */
public final class AwsServices {

    private static final RestJson REST_JSON = new RestJson();

    private final AwsWorld world;
    private final SigV4Gate gate;
    private final Map<String, QueryService> queryServices;
    private final EksApi eks;
    private final PortalApi portal;
    private final WebIdentity webIdentity;
    private volatile StsWeather stsWeather = StsWeather.FAIR;

    public AwsServices(AwsWorld world, Clock clock) {
        this.world = world;
        this.gate = new SigV4Gate(world, clock);
        this.eks = new EksApi(world);
        this.portal = new PortalApi(world);
        this.webIdentity = new WebIdentity(world, clock);
        Map<String, Action> iam = new HashMap<>(new IamUserActions(world).table());
        iam.putAll(new IamRoleActions(world).table());
        iam.putAll(new IamPolicyActions(world).table());
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
        try {
            if (service.equals("sts")) {
                stsWeather.fault().ifPresent(fault -> {
                    throw fault;
                });
            }
            Optional<Answer> unsigned = unsigned(request, service, requestId);
            if (unsigned.isPresent()) {
                return unsigned.get();
            }
            SignatureClaim claim = gate.claim(request);
            service = claim.scope().service();
            SigV4Gate.Admitted admitted = gate.admit(request, claim, host);
            return perform(request, admitted, requestId);
        } catch (AwsFault fault) {
            return dialect(service).fault(request, fault, requestId);
        }
    }

    /** The two that need no signature, because they carry a token of another kind. */
    private Optional<Answer> unsigned(AwsRequest request, String service, String requestId) {
        if (request.path().equals(PortalApi.PATH) && request.method().equals("GET")) {
            return Optional.of(REST_JSON.success(portal.roleCredentials(request), requestId));
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
        refuseBareSessionToken(service, admitted.caller());
        Parameters parameters = Parameters.read(request.query(), request.body());
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
