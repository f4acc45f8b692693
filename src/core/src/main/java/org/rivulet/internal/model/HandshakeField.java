package org.rivulet.internal.model;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A component of a handshake record, or a field of a handshake class.
 *
 * @param name its name in Java
 * @param declared where its annotation says it comes from, or null: from the path if the template has its name, else from the
 *     query
 * @param wireName its name there
 * @param type its type
 */
public record HandshakeField(String name, @Nullable Source declared, String wireName, Type type) {

    /** Where the value comes from in an endpoint whose path has these parameters. */
    public Source source(PathTemplate path) {
        if (declared != null) return declared;
        return path.parameters().contains(wireName) ? Source.PATH : Source.QUERY;
    }
}
