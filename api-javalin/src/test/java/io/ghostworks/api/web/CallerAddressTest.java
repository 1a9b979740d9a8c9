package io.ghostworks.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0",
                "10",
                "010.0.0.1",
                "256.0.0.1",
                "localhost",
                "example.com",
                "*",
                "::/129",
                ":::",
                "10.0.0.0/8,",
                "10.0.0.0/8;::1",
                "10.0.0.1-10.0.0.9",
                "[::1]",
                "fe80::1%eth0"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrustedProxies.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, true",
        "10.255.255.255, true",
        "11.0.0.0, false",
        "192.0.2.7, true",
        "192.0.2.8, false",
        "fd00::1, true",
        "fdff:ffff::1, true",
        "fe00::1, false",
        "::ffff:10.0.0.1, true",
        "unknown, false",
        "_hidden, false",
        "10.1.2, false",
        "example.com, false"
    })
    void trustsWhatIsInOneOfTheNetworks(String address, boolean trusted) {
        assertThat(TrustedProxies.parse("10.0.0.0/8, 192.0.2.7,fd00::/8").trusts(address))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "192.0.2.1, 192.0.2.2, false",
        "192.0.2.1, ::ffff:192.0.2.1, true"
    })
    void takesAnIpv6NetworkForOneCaller(String one, String other, boolean same) {
        assertThat(network(one).equals(network(other))).isEqualTo(same);
    }

    private static String network(String address) {
        return Addresses.network(Addresses.literal(address).orElseThrow());
    }

    @Test
    void asksNoNameServer() {
        assertThat(Addresses.literal("a.example")).isEmpty();
        assertThat(Addresses.literal("1.2.3.4.5")).isEmpty();
        assertThat(Addresses.literal("1.2.3.4.")).isEmpty();
        assertThat(Addresses.literal("12345::")).isEmpty();
    }
}
