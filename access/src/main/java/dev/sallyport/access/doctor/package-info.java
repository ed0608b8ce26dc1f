/**
 * The doctor: goes from the shell outward to the cluster, in the order a request takes, and names what is wrong first.
 *
 * <p>In goes what the refused person has ({@code Surroundings}); each {@code Check} looks at one part with what is known
 * by then ({@code Facts}), and hands on observations and what it learnt; out comes a {@code Diagnosis}. Read {@code
 * Doctor} first; the codes stand in {@code CheckCode}, each with a section in {@code docs/doctor.md}.
 */
@NullMarked
package dev.sallyport.access.doctor;

import org.jspecify.annotations.NullMarked;
