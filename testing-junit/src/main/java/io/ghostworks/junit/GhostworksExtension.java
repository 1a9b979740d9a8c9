package io.ghostworks.junit;

import io.ghostworks.build.TestDatabase;
import io.ghostworks.jooq.Database;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link GhostworksTest} promises. */
final class GhostworksExtension implements ParameterResolver, AfterEachCallback, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(GhostworksExtension.class);
    private static final Set<Class<?>> TYPES =
            Set.of(Database.class, DataSource.class, TwoTenants.class, TestDatabase.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ClassDatabase database = database(context);
        Class<?> type = parameter.getParameter().getType();
        if (type == TwoTenants.class) {
            return context.getStore(NAMESPACE)
                    .computeIfAbsent(TwoTenants.class, key -> database.twoTenants(), TwoTenants.class);
        }
        if (type == Database.class) {
            return database.database();
        }
        return type == DataSource.class ? database.pool() : database.postgres();
    }

    /** The one of the outermost class, which those inside of it share. */
    private static ClassDatabase database(ExtensionContext context) {
        ExtensionContext ofClass = context;
        while (ofClass.getParent()
                .filter(parent -> parent.getTestClass().isPresent())
                .isPresent()) {
            ofClass = ofClass.getParent().orElseThrow();
        }
        Class<?> test = ofClass.getRequiredTestClass();
        return ofClass.getStore(NAMESPACE)
                .computeIfAbsent(ClassDatabase.class, key -> ClassDatabase.create(asked(test)), ClassDatabase.class);
    }

    private static GhostworksTest asked(Class<?> test) {
        GhostworksTest asked = test.getAnnotation(GhostworksTest.class);
        if (asked == null) {
            throw new IllegalStateException(
                    "annotate the outermost class, " + test.getName() + ", with @GhostworksTest");
        }
        return asked;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        database(context).pool().requireClean(context.getDisplayName());
    }

    @Override
    public void afterAll(ExtensionContext context) {
        database(context).pool().requireClean(context.getDisplayName());
    }
}
