@NullMarked
package dev.sallyport.rbac;

import org.jspecify.annotations.NullMarked;
