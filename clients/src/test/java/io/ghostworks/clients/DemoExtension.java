package io.ghostworks.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one server of all of them, which ends with the last. */
final class DemoExtension implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == DemoServer.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(DemoExtension.class))
                .computeIfAbsent(DemoServer.class, key -> start(), DemoServer.class);
    }

    private static DemoServer start() {
        try {
            return new DemoServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
