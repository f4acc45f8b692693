package org.rivulet.suite.server;

/** What only some servers have; a test that needs it is skipped, with the reason, where it is missing. */
public enum Feature {
    /** Taking the files of an archive as they are. */
    BYTES_OF_ARCHIVES("archives that stay as they are"),
    /** Jakarta Concurrency, with what it has names for. */
    CONCURRENCY("Jakarta Concurrency"),
    /** EAR files. */
    ENTERPRISE_ARCHIVES("enterprise archives"),
    /** A CDI extension for each WAR of an EAR that brings it. */
    EXTENSIONS_OF_EACH_WAR("the extensions of each WAR of an EAR"),
    /** The application's own filters before the upgrade to a WebSocket. */
    FILTERED_UPGRADES("filters of the application before an upgrade"),
    /** Telling applications that it stops while their connections are still there. */
    GRACEFUL_STOP("a stop that leaves connections to the applications"),
    /** MicroProfile JWT. */
    JWT("MicroProfile JWT"),
    /** The naming context of the application. */
    NAMING("a naming context"),
    /** Jakarta REST. */
    REST("Jakarta REST"),
    /** A realm with the suite's users. */
    SECURITY("a security realm"),
    /** Refusing what is new while what runs goes on. */
    SUSPEND("suspend and resume"),
    /** Jakarta Transactions and a data source that takes part. */
    TRANSACTIONS("Jakarta Transactions"),
    /** Letting go of applications that are gone. */
    UNLOADING("a way to let go of applications that are gone"),
    /** Jakarta Validation. */
    VALIDATION("Jakarta Validation"),
    /**
     * Close frames that arrive as they are, whatever else is being written. Tomcat 10.1.25 (TomEE), 11.0.24: who breaks the protocol just when a
     * send is about to complete gets one without its head (1 of 20,000 on each, from a bare endpoint that knows nothing of Rivulet): Tomcat forgets that
     * send without waiting for it, and both use one buffer for their heads.
     * https://github.com/apache/tomcat/blob/11.0.14/java/org/apache/tomcat/websocket/server/WsHttpUpgradeHandler.java#L249
     */
    WHOLE_CLOSE_FRAMES("close frames that are whole"),
    /** Applications that come and go while the server runs. */
    HOT_DEPLOYMENT("hot deployment");

    private final String words;

    Feature(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }
}
