package io.ghostworks.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives a test class a migrated, empty PostgreSQL of its own, and fails a test that leaves something on a connection.
 *
 * <pre>{@code
 * @GhostworksTest(schema = "billing", migrations = "classpath:db/billing")
 * class InvoicesTest {
 *     @Test
 *     void keepsInvoicesApart(TwoTenants tenants, Database database) {
 *         database.tables().write(tenants.one(), dsl -> dsl.insertInto(INVOICES)…execute());
 *         tenants.assertTenantCannotSee(dsl -> dsl.selectFrom(INVOICES).fetch(), tenants.other());
 *     }
 * }
 * }</pre>
 *
 * <p>Parameters of constructors, tests and their life cycle:
 *
 * <ul>
 *   <li>{@code io.ghostworks.jooq.Database}: over the pool of one, as the application's role, which row-level security binds.
 *   <li>{@code javax.sql.DataSource}: that pool, for code that takes one. It outlives no test class.
 *   <li>{@link TwoTenants}: two tenants with an owner each. A test has its own two; those of a constructor or of
 *       {@code @BeforeAll} are the class's.
 *   <li>{@code io.ghostworks.build.TestDatabase}: the addresses, an administrator's too.
 * </ul>
 *
 * <p>After each test the connection must be back in its pool, with no transaction open, and with no setting, lock, temporary
 * table, channel or prepared name that was not there at first. Otherwise the test fails, and names the line that had borrowed
 * it and what was left.
 *
 * <p>The PostgreSQL is that of {@code DATABASE_URL} (an administrator's address) if that is set, else a container where Docker
 * answers, else an embedded one. It is started and migrated once in a JVM; each class gets a copy.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(GhostworksExtension.class)
public @interface GhostworksTest {

    /** The schema of the service's own migrations; empty where it has none. */
    String schema() default "";

    /** Where the service's own migrations are: {@code classpath:} and {@code filesystem:} folders of {@code V…sql} files. */
    String[] migrations() default {};

    /**
     * The service's own settings with a dot in their name, such as {@code app.language}: PostgreSQL lists no such setting, so it is
     * found on a connection only by name. Those of our tenant context are looked for anyway.
     */
    String[] settings() default {};
}
