package org.rivulet.fuzz;

import java.util.List;
import org.rivulet.internal.codec.JsonProperty;
import org.rivulet.internal.handshake.HandshakeProperty;
import org.rivulet.internal.handshake.OriginProperty;
import org.rivulet.internal.handshake.ProxyProperty;
import org.rivulet.internal.handshake.TunnelProperty;
import org.rivulet.internal.handshake.UrlProperty;
import org.rivulet.internal.servlet.RouteProperty;

/** Where something of a client's making comes in. */
enum Door {
    URL(new UrlProperty()),
    ROUTE(new RouteProperty()),
    TUNNEL(new TunnelProperty()),
    ORIGIN(new OriginProperty()),
    PROXY(new ProxyProperty()),
    HANDSHAKE(new HandshakeProperty()),
    JSON(new JsonProperty());

    private final Property property;

    Door(Property property) {
        this.property = property;
    }

    List<String> seeds() {
        return property.seeds();
    }

    void check(String input) throws Exception {
        property.check(input);
    }
}
