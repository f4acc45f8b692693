package org.rivulet.suite.server;

import java.nio.file.Path;

/** WildFly, and WildFly Preview. */
final class WildFly extends Distribution {

    /** As arquillian.xml says. */
    private static final String MANAGEMENT = "127.0.0.1:10990";

    WildFly(String name) {
        super(name, new Jdk.Range(17, 25));
    }

    @Override
    Path log() {
        return home().resolve("standalone/log/server.log");
    }

    @Override
    void prepare() {
        Command.run(
                home(),
                "bash",
                "bin/jboss-cli.sh",
                "--file=" + config("wildfly").resolve("rivulet.cli"));
        for (User user : User.ALL) {
            Command.run(
                    home(), "bin/add-user.sh", "-a", "-s", "-u", user.name(), "-p", user.password(), "-g", user.role());
        }
    }

    @Override
    void suspend() {
        manage(":suspend");
    }

    @Override
    void resume() {
        manage(":resume");
    }

    private void manage(String operation) {
        Command.run(home(), "bin/jboss-cli.sh", "--connect", "--controller=" + MANAGEMENT, "--command=" + operation);
    }
}
