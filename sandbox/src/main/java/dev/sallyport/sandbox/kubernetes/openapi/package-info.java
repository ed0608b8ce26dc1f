/**
 * What is served, in OpenAPI: version 3 for newer clients, version 2 in its binary form for kubectl up to 1.28.
 *
 * <p>In come the kinds and their schemas; out go documents with the structure of the kinds and just so much of the
 * operations as clients use. Read {@code OpenApiDocuments} first.
 */
@NullMarked
package dev.sallyport.sandbox.kubernetes.openapi;

import org.jspecify.annotations.NullMarked;
