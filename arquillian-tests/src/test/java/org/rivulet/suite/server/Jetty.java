package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Jetty with the Weld that server-config gives each application. */
final class Jetty extends Distribution {

    static final int PORT = 19080;
    static final String REALM_XML = "etc/suite-realm.xml";

    Jetty(String name) {
        super(
                name,
                JettyContainer.class,
                new Jdk.Range(17, 25),
                Feature.JWT,
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.FILTERED_UPGRADES,
                Feature.REST,
                Feature.SUSPEND,
                Feature.TRANSACTIONS,
                Feature.VALIDATION);
    }

    /** What Jetty calls its base: its configuration and its applications. */
    Path base() {
        return unpacked().resolveSibling("jetty-base");
    }

    @Override
    void prepare() throws IOException {
        for (String folder : List.of("start.d", "modules", "etc")) {
            Folders.copy(config("jetty").resolve(folder), base().resolve(folder));
        }
        Command.maven(
                config("jetty"), "dependency:copy-dependencies", "-DoutputDirectory=" + base().resolve("lib/weld"));
        Files.createDirectories(base().resolve("webapps"));
        Files.writeString(base().resolve(REALM_XML), realmXml());
    }

    private static String realmXml() {
        StringBuilder users = new StringBuilder();
        for (User user : User.ALL) {
            users.append("""
                    <Call name="addUser">
                      <Arg>%s</Arg>
                      <Arg><Call class="org.eclipse.jetty.util.security.Credential" name="getCredential"><Arg>%s</Arg></Call></Arg>
                      <Arg><Array type="java.lang.String"><Item>%s</Item></Array></Arg>
                    </Call>
                    """.formatted(user.name(), user.password(), user.role()));
        }
        return """
                <!DOCTYPE Configure PUBLIC "-//Jetty//Configure//EN" "https://jetty.org/configure_10_0.dtd">
                <Configure id="Server" class="org.eclipse.jetty.server.Server">
                  <Call name="addBean"><Arg>
                    <New class="org.eclipse.jetty.security.HashLoginService">
                      <Arg>file</Arg>
                      <Set name="userStore"><New class="org.eclipse.jetty.security.UserStore">%s</New></Set>
                    </New>
                  </Arg></Call>
                </Configure>
                """.formatted(users);
    }
}
