package io.ghostworks.spring;

import java.util.Set;
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
 * @param cache how the caches of the application keep tenants apart
 * @param task what tasks take along from who starts them
 * @param observation which observations say the tenant
 */
@ConfigurationProperties("ghostworks")
public record GhostworksProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String sealKey,
        @Nullable String dataSource,
        @DefaultValue SignIn signIn,
        @DefaultValue Migration migration,
        @DefaultValue Tenant tenant,
        @DefaultValue Cache cache,
        @DefaultValue Task task,
        @DefaultValue Observation observation) {

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

    /**
     * The caches behind the application's annotations.
     *
     * @param byTenant whether an entry belongs to the tenant in whose scope it was made
     * @param shared names of the caches whose entries belong to nobody
     */
    public record Cache(
            @DefaultValue("true") boolean byTenant,
            @DefaultValue Set<String> shared) {}

    /**
     * Tasks of the application's executor, such as those of asynchronous methods.
     *
     * @param carryScope whether a task runs in the scope of who has started it
     */
    public record Task(@DefaultValue("false") boolean carryScope) {}

    /**
     * Observations of Micrometer.
     *
     * @param names names of the observations that say the tenant; none says it where it is empty
     * @param tenants how many tenants are told apart; those after them are other
     */
    public record Observation(
            @DefaultValue("http.server.requests") Set<String> names,
            @DefaultValue("100") int tenants) {}

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
