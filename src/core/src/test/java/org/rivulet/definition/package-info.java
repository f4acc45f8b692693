/** Declarations that must not deploy: each fails with its place, what is wrong, and the mend. */
package org.rivulet.definition;
