package dev.sallyport.mapping.yaml;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

class Yaml11Test {

    @ParameterizedTest
    @ValueSource(strings = {"u", "kubernetes-admin", "12:30:45", "2024-01-02", "1.2.3", "0x", "+", "-", "_1", "1,000",
        "1e", ".", "..", ".x", "yEs", "tRue", "nULL", "<<", "=", "0b2", "1e999", "arn:aws:iam::1:role/r"})
    void isText(String value) {
        assertThat(Yaml11.typeOf(value)).isEqualTo(Yaml11.Type.TEXT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "true", "True", "TRUE", "n", "N", "no",
        "No",
        "NO", "off", "Off", "OFF", "false", "False", "FALSE"})
    void isTrueOrFalse(String value) {
        assertThat(Yaml11.typeOf(value)).isEqualTo(Yaml11.Type.TRUE_OR_FALSE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void isNothing(String value) {
        assertThat(Yaml11.typeOf(value)).isEqualTo(Yaml11.Type.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({"0, INTEGER", "123456789012, INTEGER", "-1, INTEGER", "+1, INTEGER", "0123, INTEGER", "0o17, INTEGER",
        "0x1F, INTEGER", "0b101, INTEGER", "1_000, INTEGER", "1__0, INTEGER", "08, FLOAT", "1.5, FLOAT", "1., FLOAT",
        ".5, FLOAT", "1e3, FLOAT", "1.5E-3, FLOAT", "9223372036854775807, INTEGER", "9223372036854775808, HUGE_INTEGER",
        "18446744073709551615, HUGE_INTEGER", "18446744073709551616, FLOAT", "-9223372036854775809, FLOAT",
        ".inf, INFINITE", "-.Inf, INFINITE", "+.INF, INFINITE", ".nan, INFINITE", ".NaN, INFINITE"})
    void isANumber(String value, Yaml11.Type type) {
        assertThat(Yaml11.typeOf(value)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"int, 12, INTEGER", "float, 12, FLOAT", "bool, on, TRUE_OR_FALSE", "null, ~, NOTHING", "str, 12, TEXT",
        "timestamp, 2024-01-02, TIMESTAMP", "set, 12, TEXT", "float, .inf, INFINITE", "int, 1.5, ", "int, x, ",
        "bool, 1, ", "null, x, ", "timestamp, x, ", "timestamp, 2024-13-01, ", "timestamp, 2023-02-29, ",
        "timestamp, 2024-1-2 3:4:5.6, TIMESTAMP", "timestamp, 2024-1-2t3:4:5Z, TIMESTAMP",
        "timestamp, 2024-1-2 24:0:0, ", "float, x, "})
    void aTagDecides(String tag, String value, Yaml11.Type type) {
        assertThat(Yaml11.typeByTag("tag:yaml.org,2002:" + tag, value)).isEqualTo(Optional.ofNullable(type));
    }
}
