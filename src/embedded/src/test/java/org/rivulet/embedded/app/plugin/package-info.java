/** What a framework's jar in WEB-INF/lib does: initializer, filter, listener, programmatic endpoint, extension. */
package org.rivulet.embedded.app.plugin;
