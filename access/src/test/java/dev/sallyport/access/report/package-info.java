/** Tests of the report on everybody. */
@org.jspecify.annotations.NullMarked
package dev.sallyport.access.report;
