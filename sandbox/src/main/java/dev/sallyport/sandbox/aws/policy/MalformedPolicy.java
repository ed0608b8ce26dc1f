package dev.sallyport.sandbox.aws.policy;

/** A text that is no policy. Its message is what AWS answers with {@code MalformedPolicyDocument}. */
public final class MalformedPolicy extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedPolicy(String message) {
        super(message);
    }
}
