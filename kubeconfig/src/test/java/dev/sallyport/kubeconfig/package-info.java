/** How kubeconfig files are kept, told by examples. */
@NullMarked
package dev.sallyport.kubeconfig;

import org.jspecify.annotations.NullMarked;
