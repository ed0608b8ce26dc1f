/**
 * The doctor is held to what really goes wrong: every script of {@code conformance/faults} plants a fault in a running
 * sandbox, every one of {@code conformance/healthy} makes a set-up in which nothing is wrong. Read {@link
 * dev.sallyport.conformance.doctor.PlantedFault} first; how a script is written stands in {@code conformance/faults}.
 */
@NullMarked
package dev.sallyport.conformance.doctor;

import org.jspecify.annotations.NullMarked;
