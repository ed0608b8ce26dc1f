package dev.sallyport.conformance.mappings;

import dev.sallyport.conformance.peers.Reviewed;
import dev.sallyport.identity.ClusterToken;
import dev.sallyport.identity.HttpStsExchange;
import dev.sallyport.identity.Partition;
import dev.sallyport.identity.TokenVerifier;
import dev.sallyport.identity.Verification;
import dev.sallyport.identity.VerifierSettings;
import dev.sallyport.mapping.AwsAuth;
import dev.sallyport.mapping.MappingResult;
import dev.sallyport.mapping.MappingTable;

import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Our verifier and our table, over the reference reading of a document. */
final class OurMapping {

    private final TokenVerifier verifier;

    OurMapping(String cluster, Partition partition, HttpClient sts) {
        verifier = new TokenVerifier(VerifierSettings.of(cluster, partition), new HttpStsExchange(sts),
                Clock.systemUTC());
    }

    /** Who these tokens are. */
    List<Reviewed> review(MapDocument document, List<String> tokens) {
        MappingTable table = MappingTable.of(List.of(AwsAuth.parse(document.data()).referenceReading()));
        return tokens.stream().map(token -> review(table, token)).toList();
    }

    private Reviewed review(MappingTable table, String token) {
        return switch (verifier.verify(ClusterToken.of(token))) {
            case Verification.Verified verified -> switch (table.lookup(verified.identity(),
                    instance -> Optional.of(VouchingAws.privateDnsName(instance)))) {
                case MappingResult.Mapped mapped -> Reviewed.of(mapped.user());
                case MappingResult.Unmapped _,MappingResult.Unfillable _ -> new Reviewed.Refused();
                case MappingResult.Unavailable _ -> new Reviewed.Undecided(503);
            };
            case Verification.Rejected _ -> new Reviewed.Refused();
            case Verification.Unavailable _ -> new Reviewed.Undecided(503);
        };
    }
}
