package org.rivulet.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoginsTest {

    private final Logins logins = new Logins();

    @Test
    void aSessionHasOneLogin() {
        Login login = logins.by("a");
        assertThat(login).isSameAs(logins.by("a")).isNotSameAs(logins.by("b"));
    }

    @Test
    void aLoginFollowsTheIdOfItsSession() {
        Login login = logins.by("a");
        logins.renamed("a", "b");
        assertThat(logins.by("b")).isSameAs(login);
        logins.ended("b");
        assertThat(logins.isEmpty()).isTrue();
    }
}
