package dev.sallyport.aws;

/**
 * A value and who says so.
 *
 * @param value such as {@code ap-northeast-2}
 * @param source in words, such as {@code AWS_DEFAULT_REGION} or {@code profile dev in ~/.aws/config}
 */
public record Setting(String value, String source) {}
