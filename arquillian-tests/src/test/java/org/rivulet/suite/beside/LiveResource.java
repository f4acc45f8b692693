package org.rivulet.suite.beside;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** A resource at a path of its own, and one that is a stream's too. */
@RequestScoped
@Path("/")
@Produces("text/plain")
public class LiveResource {

    /** Only here. */
    @GET
    @Path("hello")
    public String hello() {
        return "hello from REST";
    }

    /** Where the stream is, but no stream is posted. */
    @POST
    @Path("live")
    public String post(String body) {
        return "posted to REST: " + body;
    }
}
