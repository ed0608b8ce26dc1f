/**
 * The instance metadata service: how a program on an EC2 instance learns who it is and gets its role's keys.
 *
 * <p>In comes a plain HTTP request, as from the instance itself; out goes what the service would say of the instance that
 * it stands on. Read {@code MetadataService} first.
 *
 * <p>Source: Amazon EC2 User Guide, "Instance metadata and user data".
 */
@NullMarked
package dev.sallyport.sandbox.aws.metadata;

import org.jspecify.annotations.NullMarked;
