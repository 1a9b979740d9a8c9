package io.ghostworks.build;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test its own migrated database, as a parameter of type {@link TestDatabase}.
 *
 * <pre>{@code
 * @ExtendWith(DatabaseExtension.class)
 * class ArtifactsTest {
 *     @Test
 *     void staysEmpty(TestDatabase database) { … }
 * }
 * }</pre>
 *
 * <p>Whoever asks first decides how far it reaches. A parameter of the constructor, of {@code @BeforeAll} or of
 * {@code @AfterAll} makes one database for the class and everything in it; a later parameter of a method is that same
 * one. Otherwise each test has a new one, shared by its {@code @BeforeEach}, itself and its {@code @AfterEach}. It is
 * dropped at the end, sessions included.
 */
public final class DatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);

    /** For JUnit. */
    public DatabaseExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(
                        TestDatabase.class, key -> TestDatabases.shared().create(), TestDatabase.class);
    }
}
