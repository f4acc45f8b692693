package org.rivulet.internal.server;

import org.jspecify.annotations.Nullable;

/** Tells a server by a class that its own extends, since the last one of them has the version of the standard in its name. */
final class Ancestors {

    private Ancestors() {}

    /** The class of that name, the object's own or one above it; null if there is none. */
    static @Nullable Class<?> find(Object object, String name) {
        Class<?> type = object.getClass();
        while (type != null && !type.getName().equals(name)) type = type.getSuperclass();
        return type;
    }
}
