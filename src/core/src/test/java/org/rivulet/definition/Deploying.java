package org.rivulet.definition;

import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Arrays;
import java.util.List;
import org.rivulet.embedded.EmbeddedServer;

/** Deploys what must fail. */
final class Deploying {

    private Deploying() {}

    /** The mistakes that a deployment of these beans reports, without the package of the tests. */
    static List<String> mistakes(Class<?>... beans) {
        Throwable failure = catchThrowable(
                () -> EmbeddedServer.builder().beans(beans).start().close());
        if (failure == null) throw new AssertionError("it was deployed");
        String[] lines = String.valueOf(failure.getMessage()).split("\n {2}- ", -1);
        if (!lines[0].startsWith("Rivulet found ")) throw new AssertionError("not Rivulet's report", failure);
        return Arrays.stream(lines)
                .skip(1)
                .map(line -> line.replace("org.rivulet.definition.", ""))
                .toList();
    }

    /** That nothing is wrong with these beans. */
    static void succeeds(Class<?>... beans) {
        EmbeddedServer.builder().beans(beans).start().close();
    }
}
