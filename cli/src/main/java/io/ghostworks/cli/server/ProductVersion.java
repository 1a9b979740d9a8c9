package io.ghostworks.cli.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class ProductVersion implements IVersionProvider {

    public static String get() {
        try (InputStream in = ProductVersion.class.getResourceAsStream("/ghostworks.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String[] getVersion() {
        return new String[] {"ghostworks " + get()};
    }
}
