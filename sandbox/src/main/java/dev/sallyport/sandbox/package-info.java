/**
 * A local AWS and a local Kubernetes API, so that the whole passage runs on one machine.
 *
 * <p>Owns the stand-ins: STS, IAM, EKS, EC2 and instance metadata over HTTPS, and a Kubernetes API that asks the real
 * webhook who somebody is and the real {@code rbac} what they may do. Read {@code Sandbox} first.
 */
@NullMarked
package dev.sallyport.sandbox;

import org.jspecify.annotations.NullMarked;
