package io.ghostworks.api.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, read without ever asking a name server. */
final class Addresses {

    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");
    /** What one customer of a provider gets (RFC 6177), and may choose addresses from at will. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private Addresses() {}

    /** The address that the text is, if it is one. */
    static Optional<InetAddress> literal(String text) {
        Pattern form = text.contains(":") ? IPV6 : IPV4;
        try {
            return form.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    /** A name for whoever is behind an address: an IPv4 address, or an IPv6 network of 64 bits. */
    static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return HexFormat.of()
                .formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
