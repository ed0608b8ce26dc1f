/** What an audit log tells of the map, in whatever form it comes. */
@NullMarked
package dev.sallyport.cluster.audit;

import org.jspecify.annotations.NullMarked;
