package org.rivulet.suite.server;

import java.nio.file.Path;

/** WildFly, and WildFly Preview. */
final class WildFly extends Distribution {

    private final int managementPort;

    /** With the port that arquillian.xml says. */
    WildFly(String name, int managementPort, Feature... lacks) {
        super(name, new Jdk.Range(17, 25), lacks);
        this.managementPort = managementPort;
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
        String controller = "127.0.0.1:" + managementPort;
        Command.run(
                home(),
                "bin/jboss-cli.sh",
                "--connect",
                "--timeout=120000", // by default it waits 5 s for the server to answer
                "--controller=" + controller,
                "--command=" + operation);
    }
}
