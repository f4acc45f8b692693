package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Payara Micro: a process for each application. */
final class PayaraMicro extends Distribution {

    static final String BOOT_COMMANDS = "suite.preboot";

    PayaraMicro(String name) {
        super(
                name,
                PayaraMicroContainer.class,
                new Jdk.Range(17, 23), // as Payara 6
                Feature.ENTERPRISE_ARCHIVES,
                Feature.HOT_DEPLOYMENT,
                Feature.SECURITY,
                Feature.SUSPEND);
    }

    @Override
    Path home() {
        return unpacked();
    }

    @Override
    void prepare() throws IOException {
        String loopback = "set configs.config.server-config.network-config.network-listeners.network-listener"
                + ".http-listener.address=127.0.0.1\n";
        String given = Files.readString(config("payara-micro").resolve("rivulet.preboot"));
        Files.writeString(home().resolve(BOOT_COMMANDS), given + loopback);
    }
}
