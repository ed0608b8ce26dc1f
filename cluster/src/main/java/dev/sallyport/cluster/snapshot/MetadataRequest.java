package dev.sallyport.cluster.snapshot;

import dev.sallyport.cluster.connection.ClusterConnection;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;

import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A GET that may ask for nothing but the metadata of what it lists: a Node's is a hundredth of the Node. */
public final class MetadataRequest {

    private static final String METADATA = "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,"
            + "application/json";
    private static final int PATIENCE = 60; // seconds, for a page of 500 objects

    private MetadataRequest() {}

    /**
     * The answer's body.
     *
     * @throws KubernetesClientException for an answer that is no 200, with its code and status
     */
    public static String get(ClusterConnection cluster, String path, boolean metadataOnly) {
        return get(cluster, path, metadataOnly ? METADATA : "application/json");
    }

    /** As {@link #get(ClusterConnection, String, boolean)}, in the first of these forms that the server has. */
    static String get(ClusterConnection cluster, String path, String accept) {
        HttpClient http = cluster.client().getHttpClient();
        String server = cluster.client().getMasterUrl().toString().replaceFirst("/+$", "");
        try {
            HttpResponse<String> response = http.sendAsync(http.newHttpRequestBuilder().uri(server + path)
                    .header("Accept", accept)
                    .timeout(PATIENCE, TimeUnit.SECONDS).build(), String.class).join();
            if (response.code() != 200) {
                Status status = status(response);
                throw new KubernetesClientException(String.valueOf(status.getMessage()), response.code(), status);
            }
            return response.body();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KubernetesClientException("", e);
        }
    }

    private static Status status(HttpResponse<String> response) {
        try {
            Status status = Serialization.unmarshal(response.body(), Status.class);
            return status == null ? new Status() : status;
        } catch (RuntimeException noStatus) {
            return new Status(); // a proxy's page; the code says enough
        }
    }
}
