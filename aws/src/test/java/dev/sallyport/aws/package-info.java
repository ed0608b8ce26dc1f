/** How credentials and settings are found, told by examples and held against the AWS CLI. */
@NullMarked
package dev.sallyport.aws;

import org.jspecify.annotations.NullMarked;
