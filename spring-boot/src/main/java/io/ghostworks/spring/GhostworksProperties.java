package io.ghostworks.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application says of Ghostworks. The application's own role and pool are those of {@code spring.datasource}.
 *
 * @param enabled whether to configure anything
 * @param sealKey Base64 of the 32 to 64 secret bytes that the application and the database share
 * @param dataSource name of the bean whose connections are used, where there are several
 * @param signIn as whom people are added and signed in; without it there is no AccountStore
 * @param migration as whom the schema is upgraded at the start
 * @param tenant how a web request names its tenant
 */
@ConfigurationProperties("ghostworks")
public record GhostworksProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String sealKey,
        @Nullable String dataSource,
        @DefaultValue SignIn signIn,
        @DefaultValue Migration migration,
        @DefaultValue Tenant tenant) {

    /** Without secrets. */
    @Override
    public String toString() {
        return "GhostworksProperties[tenant=" + tenant + "]";
    }

    /**
     * The role ghostworks_sign_in.
     *
     * @param url JDBC address; that of the application where it is missing
     * @param username its name; nobody is added or signed in where it is missing
     * @param password its password
     */
    public record SignIn(
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "SignIn[" + username + "]";
        }
    }

    /**
     * A role that may change the schema. The application's own Flyway uses it too.
     *
     * @param enabled whether to upgrade the schema of Ghostworks at the start
     * @param url JDBC address; that of the application where it is missing
     * @param username its name; nothing is upgraded where it is missing
     * @param password its password
     */
    public record Migration(
            @DefaultValue("true") boolean enabled,
            @Nullable String url,
            @Nullable String username,
            @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Migration[" + username + "]";
        }
    }

    /**
     * Where a web request names its tenant: by id or by slug.
     *
     * @param from where; requests are in no tenant where it is missing
     * @param header name of the header
     * @param domain what comes after the sub-domain, such as example.com
     * @param path a pattern with the variable tenant, such as /t/{tenant}/**
     * @param claim name of the claim of the JWT
     */
    public record Tenant(
            @Nullable From from,
            @DefaultValue("X-Tenant") String header,
            @Nullable String domain,
            @DefaultValue("/{tenant}/**") String path,
            @DefaultValue("tenant") String claim) {}

    /** Where a web request names its tenant. */
    public enum From {
        /** In a header of its own. */
        HEADER,
        /** In the first part of the host's name. */
        SUBDOMAIN,
        /** In a part of the path. */
        PATH,
        /** In a claim of the JWT that the request is authenticated with. */
        CLAIM
    }
}
