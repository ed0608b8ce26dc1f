/**
 * A real Kubernetes API server beside the sandbox: etcd, kube-apiserver and, where it is there, kube-controller-manager
 * out of a user's own folder of binaries. Enters: the folder ({@link dev.sallyport.sandbox.apiserver.ServerBinaries}),
 * certificates, and where the webhook answers. Leaves: a running {@link dev.sallyport.sandbox.apiserver.RealApiServer},
 * which is the type to read first; its processes end with it, also when this one is killed.
 */
@NullMarked
package dev.sallyport.sandbox.apiserver;

import org.jspecify.annotations.NullMarked;
