package org.rivulet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collection;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.weld.bootstrap.spi.BeanDiscoveryMode;
import org.jspecify.annotations.Nullable;

/**
 * One part of an application: WEB-INF/classes, a jar of WEB-INF/lib, or the bean classes of a test.
 *
 * @param name     says in messages where a class comes from; unique in the application
 * @param index    every class of the archive
 * @param beansXml its CDI descriptor, if it has one
 * @param mode     which classes are beans when there is no descriptor
 */
record Archive(String name, Index index, @Nullable URL beansXml, BeanDiscoveryMode mode) {

    static final String BEANS = "bean classes";

    static Archive ofBeans(Collection<Class<?>> classes) {
        Indexer indexer = new Indexer();
        for (Class<?> type : classes) {
            try (InputStream bytes = type.getResourceAsStream(
                    type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class")) {
                if (bytes == null) {
                    throw new IllegalArgumentException(
                            "beans: " + type.getName() + " (expected: a class with a class file)");
                }
                indexer.index(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the class file of " + type.getName(), e);
            }
        }
        return new Archive(BEANS, indexer.complete(), null, BeanDiscoveryMode.ALL);
    }
}
