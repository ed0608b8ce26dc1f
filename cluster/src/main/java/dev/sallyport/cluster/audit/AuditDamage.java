package dev.sallyport.cluster.audit;

/**
 * Something in a log that could not be read.
 *
 * @param place where, such as {@code line 17}
 * @param why what is wrong with it
 */
public record AuditDamage(String place, String why) {}
