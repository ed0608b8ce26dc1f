/** Tests of what AWS knows of the map. */
@NullMarked
package dev.sallyport.access.awsauth;

import org.jspecify.annotations.NullMarked;
