package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

/** Tomcat with the Weld that server-config gives each application. */
final class Tomcat extends Distribution {

    static final int PORT = 18080;
    static final String SERVER_XML = "conf/server-suite.xml";
    static final User DEPLOYER = new User("deployer", "deployer", "manager-script");

    Tomcat(String name) {
        super(
                name,
                TomcatContainer.class,
                new Jdk.Range(17, 25),
                Feature.JWT,
                Feature.CONCURRENCY,
                Feature.ENTERPRISE_ARCHIVES,
                Feature.REST,
                Feature.SUSPEND,
                Feature.TRANSACTIONS,
                Feature.VALIDATION,
                Feature.WHOLE_CLOSE_FRAMES);
    }

    @Override
    void prepare() throws IOException {
        for (String example : List.of("ROOT", "docs", "examples", "host-manager")) {
            Folders.delete(home().resolve("webapps").resolve(example));
        }
        Folders.copy(config("tomcat").resolve("conf"), home().resolve("conf"));
        Command.maven(config("tomcat"), "dependency:copy-dependencies", "-DoutputDirectory=" + home().resolve("weld"));
        Files.writeString(home().resolve(SERVER_XML), serverXml());
        Files.writeString(home().resolve("conf/tomcat-users.xml"), usersXml());
    }

    /** Tomcat's own server.xml without the shutdown port, on another port, and without watching for files. */
    private static String serverXml() {
        return """
                <Server port="-1">
                  <Listener className="org.apache.catalina.core.JreMemoryLeakPreventionListener"/>
                  <Listener className="org.apache.catalina.mbeans.GlobalResourcesLifecycleListener"/>
                  <Listener className="org.apache.catalina.core.ThreadLocalLeakPreventionListener"/>
                  <GlobalNamingResources>
                    <Resource name="UserDatabase" auth="Container" type="org.apache.catalina.UserDatabase"
                              factory="org.apache.catalina.users.MemoryUserDatabaseFactory" pathname="conf/tomcat-users.xml"/>
                  </GlobalNamingResources>
                  <Service name="Catalina">
                    <Connector port="%d" address="127.0.0.1"/>
                    <Engine name="Catalina" defaultHost="localhost">
                      <Realm className="org.apache.catalina.realm.UserDatabaseRealm" resourceName="UserDatabase"/>
                      <Host name="localhost" appBase="webapps" autoDeploy="false"/>
                    </Engine>
                  </Service>
                </Server>
                """.formatted(PORT);
    }

    private static String usersXml() {
        StringBuilder xml =
                new StringBuilder("<tomcat-users xmlns=\"http://tomcat.apache.org/xml\" version=\"1.0\">\n");
        for (User user : List.of(User.ADA, User.BOB, DEPLOYER)) {
            xml.append("  <user username=\"%s\" password=\"%s\" roles=\"%s\"/>\n"
                    .formatted(user.name(), user.password(), user.role()));
        }
        return xml.append("</tomcat-users>\n").toString();
    }
}
