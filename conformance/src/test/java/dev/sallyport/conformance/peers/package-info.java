/**
 * The real peers that {@code conformance/peers/build} builds, as suites use them: {@link
 * dev.sallyport.conformance.peers.PeerCommand} finds a command, {@link dev.sallyport.conformance.peers.RealCluster} is a
 * running API server, {@link dev.sallyport.conformance.peers.ApiClient} asks it or the sandbox's. A peer that this
 * machine lacks is an empty answer, for the suite to name in its report.
 */
@NullMarked
package dev.sallyport.conformance.peers;

import org.jspecify.annotations.NullMarked;
