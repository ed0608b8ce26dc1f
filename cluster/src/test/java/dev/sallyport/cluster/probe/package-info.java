/** The way to an API server, against sockets that do each thing that goes wrong. */
@NullMarked
package dev.sallyport.cluster.probe;

import org.jspecify.annotations.NullMarked;
