@NullMarked
package dev.sallyport.rbac.whocan;

import org.jspecify.annotations.NullMarked;
