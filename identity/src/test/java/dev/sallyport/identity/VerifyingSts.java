package dev.sallyport.identity;

import java.net.URI;
import java.util.List;

/**
 * An exchange that does what STS does with a signature: computes it again from the request as it arrives, with the
 * header that the verifier sends, and compares.
 */
final class VerifyingSts implements StsExchange {

    private final AwsCredentials known;
    private int requests;

    VerifyingSts(AwsCredentials known) {
        this.known = known;
    }

    int requests() {
        return requests;
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        requests++;
        SignableRequest received = new SignableRequest("GET", presigned.getRawPath(), presigned.getRawQuery(),
                List.of(new SignableRequest.Header("host", presigned.getRawAuthority()),
                        new SignableRequest.Header("x-k8s-aws-id", clusterId)),
                SignableRequest.EMPTY_PAYLOAD);
        return switch (SignatureClaim.read(received)) {
            case SignatureClaim.Reading.Claimed(SignatureClaim claim) ->
                claim.accessKeyId().equals(known.accessKeyId()) && claim.isBy(known.secretAccessKey(), received)
                        ? new StsAnswer.Identified("arn:aws:iam::123456789012:user/eks-test", "123456789012",
                                "AIDAEXAMPLE")
                        : new StsAnswer.Refused(403, "SignatureDoesNotMatch");
            case SignatureClaim.Reading.Unsigned unsigned -> new StsAnswer.Refused(403, "MissingAuthenticationToken");
            case SignatureClaim.Reading.Incomplete part -> new StsAnswer.Refused(400, "IncompleteSignature");
        };
    }
}
