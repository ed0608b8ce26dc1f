/** {@code sallyport doctor}: what is wrong, from the shell outward. Read {@code DoctorCommand} first. */
@NullMarked
package dev.sallyport.cli.doctor;

import org.jspecify.annotations.NullMarked;
