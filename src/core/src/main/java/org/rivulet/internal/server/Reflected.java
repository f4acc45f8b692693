package org.rivulet.internal.server;

import java.lang.reflect.AccessibleObject;

/** What all have in common that use a server's own classes. */
final class Reflected {

    private Reflected() {}

    /** What uses them. */
    interface Call<T> {
        T make() throws Throwable;
    }

    /** Makes a call that throws nothing checked which its caller could mend. */
    static <T> T call(Call<T> call) {
        try {
            return call.make();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The member, which may be used from now on, though it is not public. */
    static <T extends AccessibleObject> T opened(T member) {
        member.setAccessible(true);
        return member;
    }
}
