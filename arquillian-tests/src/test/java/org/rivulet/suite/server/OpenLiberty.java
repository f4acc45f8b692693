package org.rivulet.suite.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Open Liberty. Not by arquillian-liberty-managed-jakarta: the connector that it needs listens on every address. */
final class OpenLiberty extends Distribution {

    static final int PORT = 17080;

    OpenLiberty(String name) {
        super(name, OpenLibertyContainer.class, new Jdk.Range(17, 25), Feature.GRACEFUL_STOP, Feature.SUSPEND);
    }

    /** The server that server-config describes. */
    Path server() {
        return home().resolve("usr/servers/rivulet");
    }

    @Override
    Path log() {
        return server().resolve("logs/messages.log");
    }

    @Override
    void prepare() throws IOException {
        Folders.copy(config("open-liberty").resolve("usr"), home().resolve("usr"));
        Files.createDirectories(server().resolve("dropins"));
        // it takes no driver of a data source from WEB-INF/lib
        Path global = Files.createDirectories(home().resolve("usr/shared/config/lib/global"));
        Files.copy(Archives.h2(), global.resolve("h2.jar"), StandardCopyOption.REPLACE_EXISTING);
        Path overrides = Files.createDirectories(server().resolve("configDropins/overrides"));
        Files.writeString(overrides.resolve("suite.xml"), suiteXml());
    }

    private static String suiteXml() {
        return """
                <server>
                  <featureManager><feature>mpJwt-2.1</feature></featureManager>
                  <keyStore id="defaultKeyStore" password="of the suite"/>
                  <applicationMonitor pollingRate="250ms"/>
                  <httpEndpoint id="defaultHttpEndpoint" host="127.0.0.1" httpPort="%d" httpsPort="-1"/>
                  <basicRegistry id="suite" realm="rivulet">
                    <user name="ada" password="lovelace"/>
                    <user name="bob" password="builder"/>
                    <group name="admin"><member name="ada"/></group>
                    <group name="guest"><member name="bob"/></group>
                  </basicRegistry>
                </server>
                """.formatted(PORT);
    }
}
