/**
 * The sandbox's Kubernetes API held against the real one, request by request. A {@link
 * dev.sallyport.conformance.kubernetesapi.Sequence} begins in a fresh namespace on both; {@link
 * dev.sallyport.conformance.kubernetesapi.Player} plays it, {@link dev.sallyport.conformance.kubernetesapi.Meaning} is
 * what an answer says once what must differ is masked. Read {@link
 * dev.sallyport.conformance.kubernetesapi.KubernetesApiTest} first.
 */
@NullMarked
package dev.sallyport.conformance.kubernetesapi;

import org.jspecify.annotations.NullMarked;
