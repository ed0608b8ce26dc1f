package dev.sallyport.identity;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** An exchange that remembers what it was asked and always gives the same answer. */
final class RecordingSts implements StsExchange {

    private final StsAnswer answer;
    private final List<URI> asked = new ArrayList<>();
    private final List<String> clusterIds = new ArrayList<>();

    RecordingSts(StsAnswer answer) {
        this.answer = answer;
    }

    /** One that vouches for whoever asks. */
    static RecordingSts vouching() {
        return new RecordingSts(new StsAnswer.Identified("arn:aws:iam::123456789012:user/eks-test", "123456789012",
                "AIDAEXAMPLE"));
    }

    @Override
    public StsAnswer ask(URI presigned, String clusterId) {
        asked.add(presigned);
        clusterIds.add(clusterId);
        return answer;
    }

    List<URI> asked() {
        return List.copyOf(asked);
    }

    List<String> clusterIds() {
        return List.copyOf(clusterIds);
    }
}
