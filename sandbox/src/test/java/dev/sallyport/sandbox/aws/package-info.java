/** How the local AWS behaves, told by what real clients see. Read {@code RealAwsCliTest} first. */
@NullMarked
package dev.sallyport.sandbox.aws;

import org.jspecify.annotations.NullMarked;
