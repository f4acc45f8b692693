package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** GlassFish, and Payara Server. */
final class GlassFish extends Distribution {

    private static final Pattern PORT = Pattern.compile(" port=\"(\\d{4})\"");

    /** Without it, both add an embedded one when they start. */
    private static final String NO_BROKER = """
            <jms-service type="REMOTE" default-jms-host="default_JMS_host">
              <jms-host name="default_JMS_host" host="localhost" port="7676"/>
            </jms-service>
            """;

    private final String config;
    private final int offset;

    GlassFish(String name, String config, Jdk.Range java, int offset, Feature... lacks) {
        super(name, AsadminContainer.class, java, lacks);
        this.config = config;
        this.offset = offset;
    }

    int httpPort() {
        return 8080 + offset;
    }

    @Override
    Path log() {
        return domain().resolve("logs/server.log");
    }

    private Path domain() {
        return home().resolve("glassfish/domains/domain1");
    }

    @Override
    void prepare() throws IOException {
        Path domainXml = domain().resolve("config/domain.xml");
        Files.writeString(domainXml, onLoopback(Files.readString(domainXml)));
        asadmin("start-domain");
        asadmin("multimode", "--file", config(config).resolve("rivulet.asadmin").toString());
        Path passwords = Files.createTempFile("passwords", ".properties");
        for (User user : User.ALL) {
            Files.writeString(passwords, "AS_ADMIN_USERPASSWORD=" + user.password());
            asadmin("--passwordfile", passwords.toString(), "create-file-user", "--groups", user.role(), user.name());
        }
        Files.delete(passwords);
        asadmin("stop-domain");
    }

    /** Every port moved by the offset and opened on loopback only; no cluster, and no message broker, which listens on every address. */
    private String onLoopback(String domainXml) {
        return PORT.matcher(domainXml.replace(" address=\"0.0.0.0\"", ""))
                .replaceAll(port ->
                        " address=\"127.0.0.1\" port=\"%d\"".formatted(Integer.parseInt(port.group(1)) + offset))
                .replace("<config name=\"server-config\">", "<config name=\"server-config\">" + NO_BROKER)
                .replace(
                        "<hazelcast-config-specific-configuration",
                        "<hazelcast-config-specific-configuration enabled=\"false\"");
    }

    /** Runs an asadmin command to its end; what it prints. */
    String asadmin(String... command) {
        List<String> words = new ArrayList<>(
                List.of("bash", "bin/asadmin", "--interactive=false", "--port", String.valueOf(4848 + offset)));
        boolean local = List.of("start-domain", "stop-domain").contains(command[0]);
        if (local) words.subList(3, 5).clear();
        words.addAll(Arrays.asList(command));
        return Command.run(home(), words.toArray(String[]::new));
    }
}
