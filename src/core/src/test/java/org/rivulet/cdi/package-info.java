/** Endpoints as CDI beans: their scopes, and what intercepts them. */
package org.rivulet.cdi;
