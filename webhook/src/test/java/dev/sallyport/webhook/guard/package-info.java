/** The guard's decisions, certificates and listener, without a cluster. */
@org.jspecify.annotations.NullMarked
package dev.sallyport.webhook.guard;
