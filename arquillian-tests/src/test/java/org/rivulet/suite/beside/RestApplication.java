package org.rivulet.suite.beside;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Jakarta REST, where the server has it. */
@ApplicationPath("/rest")
public class RestApplication extends Application {}
