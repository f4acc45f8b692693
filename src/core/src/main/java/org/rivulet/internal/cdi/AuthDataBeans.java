package org.rivulet.internal.cdi;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.util.AnnotationLiteral;
import java.lang.reflect.Type;
import java.util.Optional;
import org.rivulet.AuthData;
import org.rivulet.ErrorCode;
import org.rivulet.StreamException;
import org.rivulet.internal.model.Types;

/**
 * The beans behind {@code @Inject @AuthData}. Their scope is {@code @Dependent}: auth data may be a record, which has no proxy.
 */
final class AuthDataBeans {

    private AuthDataBeans() {}

    private static final class Literal extends AnnotationLiteral<AuthData> implements AuthData {

        private static final long serialVersionUID = 1;
    }

    /** Adds those for auth data of a type. */
    static void add(Type data, StreamContext context, AfterBeanDiscovery event) {
        event.addBean()
                .id(AuthData.class.getName())
                .addTransitiveTypeClosure(data)
                .qualifiers(new Literal())
                .scope(Dependent.class)
                .createWith(creating ->
                        context.authData().orElseThrow(() -> new StreamException(ErrorCode.UNAUTHENTICATED)));
        event.addBean()
                .id(AuthData.class.getName() + " or none")
                .types(Types.parameterized(Optional.class, data), Object.class)
                .qualifiers(new Literal())
                .scope(Dependent.class)
                .createWith(creating -> context.authData());
    }
}
