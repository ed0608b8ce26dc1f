/** The rules of the local AWS without HTTP. Read {@code AssumeRoleTest} first. */
@NullMarked
package dev.sallyport.sandbox.aws.world;

import org.jspecify.annotations.NullMarked;
