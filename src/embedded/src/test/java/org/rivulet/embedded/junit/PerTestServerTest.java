package org.rivulet.embedded.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.rivulet.embedded.EmbeddedServer;
import org.rivulet.embedded.app.Greeter;

class PerTestServerTest {

    private static final Set<EmbeddedServer> SEEN = new HashSet<>();

    @RegisterExtension
    final RivuletServer server =
            RivuletServer.configure(builder -> builder.beans(Greeter.class).contextParam("name", "value"));

    @RepeatedTest(2)
    void anInstanceFieldIsAServerForEachTest() {
        assertThat(SEEN.add(server.running())).isTrue();
        assertThat(server.select(Greeter.class).greet("Ada")).isEqualTo("Hello Ada");
    }
}
