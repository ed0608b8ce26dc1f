package dev.sallyport.cluster.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private MetadataRequest() {}

    /**
     * The answer.
     *
     * @throws KubernetesClientException for an answer that is no 200, with its code and status; for one that is no JSON,
     *     without a code
     */
    public static JsonNode get(ClusterConnection cluster, String path, boolean metadataOnly) {
        return get(cluster, path, metadataOnly ? METADATA : "application/json");
    }

    /** As {@link #get(ClusterConnection, String, boolean)}, in the first of these forms that the server has. */
    static JsonNode get(ClusterConnection cluster, String path, String accept) {
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
            return parsed(response.body());
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new KubernetesClientException("", e);
        }
    }

    /** Jackson's exception is an IOException, and so would pass for a connection that broke off; it is left out. */
    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new KubernetesClientException("an answer that is no JSON");
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
